import type { Engine } from "../engine/types.ts";
import { NOT_LOOKED_FOR } from "../status/read-engine.ts";
import type { EngineStatus } from "../status/schemas.ts";
import type { WorkerContext } from "./worker-context.ts";

/** What is said of work for which there is no engine now. */
export const WAITS_FOR_ENGINE = "Waits for a Docker Engine.";

export type LinkedEngine = { engine: Engine; id: string; platform: string; cores: number };

const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: "amd64", aarch64: "arm64" };

/** `linux/amd64` from what an engine says about itself. */
export function toPlatform(os: string, architecture: string): string {
  return `${os}/${ARCHITECTURES[architecture] ?? architecture}`;
}

/** The worker's connection to its engine: asked again and again, so that one that comes (back) is found by itself. */
export class EngineLink {
  #context: WorkerContext;
  #linked: LinkedEngine | undefined;
  #status: EngineStatus = NOT_LOOKED_FOR;
  #asking: Promise<void> | undefined;

  constructor(context: WorkerContext) {
    this.#context = context;
  }

  /** The engine, while it answers. */
  current(): LinkedEngine | undefined {
    return this.#linked;
  }

  status(): EngineStatus {
    return this.#status;
  }

  /** Says that a call found the engine gone, so that nothing is started on it before it was asked again. */
  reportLost(reason: string): void {
    if (!this.#linked) return;
    this.#linked = undefined;
    this.#status = { available: false, reason };
  }

  /** Looks for the engine once; two callers at a time share one look. Never throws. */
  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<void> {
    const { env, tools, log } = this.#context;
    const before = this.#status.available;
    try {
      const host = this.#linked?.engine.host ?? (await tools.findEngineHost(env));
      const status = await tools.probeEngine(host);
      if (host !== undefined && status.available) await this.#link(host, status);
      else {
        this.#linked = undefined;
        this.#status = status;
      }
    } catch (error) {
      this.#linked = undefined;
      this.#status = { available: false, reason: error instanceof Error ? error.message : String(error) };
    }
    if (before !== this.#status.available) log.info({ engine: this.#status }, "engine changed");
  }

  async #link(host: string, status: EngineStatus): Promise<void> {
    if (this.#linked?.engine.host !== host || this.#linked.id !== status.id) {
      const engine = this.#context.tools.connectEngine(host);
      const info = await engine.info();
      const { id, cores } = info;
      this.#linked = { engine, id, platform: toPlatform(info.os, info.architecture), cores };
    }
    this.#status = { ...status, platform: this.#linked.platform };
  }
}
