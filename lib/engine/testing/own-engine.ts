import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll } from "vitest";
import { clearEngineRemains } from "@/bin/launcher/engine-remains.mjs";
import { probeEngine } from "../hosts.ts";

/** Why a test cannot have a Docker Engine of its own here; undefined where it can. */
export function whyNoOwnEngine(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "only root on Linux can run one";
  try {
    execFileSync("dockerd", ["--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "there is no dockerd";
  }
}

/** A Docker Engine that a test may stop and start; stopped and removed after the file's tests. */
export class OwnEngine {
  readonly #folder = mkdtempSync(join(tmpdir(), "image-diet-engine-"));
  #process: ChildProcess | undefined;

  constructor() {
    afterAll(async () => {
      await this.stop();
      // A step that was running goes on without its engine, and what it stands on stays mounted.
      this.#clear();
      rmSync(this.#folder, { recursive: true, force: true });
    });
  }

  get host(): string {
    return `unix://${this.#folder}/docker.sock`;
  }

  /** Resolves when it answers; at once where it was started before and not stopped. */
  async start(): Promise<void> {
    if (this.#process) return;
    const at = (name: string) => join(this.#folder, name);
    this.#process = spawn(
      "dockerd",
      [
        ...[
          "--host",
          this.host,
          "--data-root",
          at("data"),
          "--exec-root",
          at("exec"),
          "--pidfile",
          at("pid"),
        ],
        ...["--bridge=none", "--iptables=false", "--ip-masq=false", "--shutdown-timeout=2"],
      ],
      {
        stdio: "ignore",
        env: {
          ...process.env,
          BUILDKIT_STEP_LOG_MAX_SIZE: "268435456",
          BUILDKIT_STEP_LOG_MAX_SPEED: "1073741824",
        },
      },
    );
    while (!(await probeEngine(this.host)).available) {
      if (hasEnded(this.#process)) {
        this.#process = undefined;
        throw new Error("The engine ended while it was starting.");
      }
      await sleep(100);
    }
  }

  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const ended = this.#process;
    this.#process = undefined;
    if (!ended || hasEnded(ended)) return;
    const exit = new Promise<void>((resolve) => ended.once("exit", () => resolve()));
    ended.kill(signal);
    await exit;
    // What a killed engine leaves running would keep the next one from starting.
    if (signal === "SIGKILL") this.#clear();
  }

  #clear(): void {
    clearEngineRemains({ data: join(this.#folder, "data"), run: join(this.#folder, "exec") });
    rmSync(join(this.#folder, "pid"), { force: true });
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
