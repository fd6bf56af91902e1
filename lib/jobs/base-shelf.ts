import type { ResolvedBase } from "../bases/types.ts";
import { AppError, toAppError } from "../errors.ts";
import type { BaseRole } from "../variants/variants.ts";
import { RESOLVE_ORDER } from "./base-roles.ts";
import { type BaseState, writeBaseState } from "./base-rows.ts";
import type { EngineLink, LinkedEngine } from "./engine-link.ts";
import { persist } from "./persist.ts";
import type { WorkerContext } from "./worker-context.ts";

export type BaseGate =
  | { state: "ready"; bases: ResolvedBase[] }
  | { state: "waiting"; line: string }
  | { state: "failed"; error: AppError };

const PROGRESS_EVERY_MS = 300;

/** The bases on this worker's engine: resolved one after the other, in an order, and again when the engine changes. */
export class BaseShelf {
  #context: WorkerContext;
  #link: EngineLink;
  #stop: AbortSignal;
  #states = new Map<BaseRole, BaseState>();
  #wanted: BaseRole[] = [];
  #host: string | undefined;
  #working: Promise<void> | undefined;

  constructor(context: WorkerContext, link: EngineLink, stop: AbortSignal) {
    this.#context = context;
    this.#link = link;
    this.#stop = stop;
  }

  /** Resolves every base (again). What is ready stays usable meanwhile. */
  resolveAll(): void {
    for (const role of RESOLVE_ORDER) this.#want(role);
    this.tick();
  }

  /** Resolves one base again, ahead of the others, and lets nothing use it until then. */
  forget(role: BaseRole): void {
    this.#states.set(role, { status: "waiting" });
    this.#wanted = [role, ...this.#wanted.filter((each) => each !== role)];
    this.tick();
  }

  /** Call it again and again: starts what is wanted as soon as there is an engine. */
  tick(): void {
    const linked = this.#link.current();
    if (!linked || this.#stop.aborted) return;
    if (linked.engine.host !== this.#host) this.#startOver(linked);
    this.#working ??= this.#work(linked).finally(() => {
      this.#working = undefined;
    });
  }

  /** Whether these bases can be built on; one that failed before `since` is tried again first. */
  check(roles: readonly BaseRole[], since: Date): BaseGate {
    const bases: ResolvedBase[] = [];
    for (const role of roles) {
      const state = this.#states.get(role) ?? { status: "waiting" };
      if (state.status === "ready") bases.push(state.base);
      else if (state.status !== "failed") return { state: "waiting", line: this.#describe(role, state) };
      else if (state.failedAt > since) return { state: "failed", error: toFailure(role, state) };
      else {
        this.forget(role);
        return { state: "waiting", line: `Tries the base ${role} again.` };
      }
    }
    return { state: "ready", bases };
  }

  /** Resolves when nothing is being resolved. */
  async idle(): Promise<void> {
    await this.#working;
  }

  #describe(role: BaseRole, state: BaseState): string {
    if (state.status === "resolving") return `Waits for the base ${role}: ${state.progress}`;
    const busy = [...this.#states].find(([, each]) => each.status === "resolving");
    return busy ? `Waits for the base ${role}, after ${busy[0]}.` : `Waits for the base ${role}.`;
  }

  #want(role: BaseRole): void {
    if (!this.#wanted.includes(role)) this.#wanted.push(role);
  }

  #startOver(linked: LinkedEngine): void {
    this.#host = linked.engine.host;
    this.#wanted = [];
    for (const role of RESOLVE_ORDER) {
      this.#set(linked.platform, role, { status: "waiting" });
      this.#want(role);
    }
  }

  async #work(linked: LinkedEngine): Promise<void> {
    for (let role = this.#wanted[0]; role !== undefined; role = this.#wanted[0]) {
      if (this.#stop.aborted || this.#link.current()?.engine.host !== linked.engine.host) return;
      const isDone = await this.#resolve(role, linked);
      if (!isDone) return;
      this.#wanted = this.#wanted.filter((each) => each !== role);
    }
  }

  /** False where the engine went away, so that it is to be tried again. */
  async #resolve(role: BaseRole, linked: LinkedEngine): Promise<boolean> {
    const { env, log, tools } = this.#context;
    const startedAt = new Date();
    const before = this.#states.get(role);
    const show = (progress: string) => this.#showProgress(role, linked, { startedAt, progress, before });
    show("looks for it");
    try {
      const { engine, platform } = linked;
      const options = { engine, env, platform, signal: this.#stop, onProgress: show };
      const base = await tools.resolveBase(role, options);
      this.#set(platform, role, { status: "ready", startedAt, resolvedAt: new Date(), base });
      log.info({ role, origin: base.origin, ms: Date.now() - startedAt.getTime() }, "base resolved");
      return true;
    } catch (error) {
      const failure = toAppError(error);
      if (failure.code === "cancelled") return false;
      if (failure.code === "engine-unavailable") {
        this.#link.reportLost(failure.message);
        this.#set(linked.platform, role, { status: "waiting" });
        return false;
      }
      log.error({ role, err: error }, "base not resolved");
      const { code, message } = failure;
      const failed: BaseState = {
        status: "failed",
        startedAt,
        failedAt: new Date(),
        error: { code, message },
      };
      // What was there before is still on the engine.
      this.#set(linked.platform, role, before?.status === "ready" ? before : failed);
      return true;
    }
  }

  #showing: NodeJS.Timeout | undefined;

  #showProgress(
    role: BaseRole,
    linked: LinkedEngine,
    { startedAt, progress, before }: { startedAt: Date; progress: string; before: BaseState | undefined },
  ): void {
    // A base that was ready is still usable while somebody looks whether there is a newer one.
    if (before?.status === "ready") return;
    this.#states.set(role, { status: "resolving", startedAt, progress });
    this.#showing ??= setTimeout(() => {
      this.#showing = undefined;
      const latest = this.#states.get(role);
      if (latest?.status === "resolving") this.#set(linked.platform, role, latest);
    }, PROGRESS_EVERY_MS);
  }

  #writing: Promise<void> = Promise.resolve();

  #set(platform: string, role: BaseRole, state: BaseState): void {
    this.#states.set(role, state);
    // One after the other, so that an older state never overwrites a newer one.
    this.#writing = this.#writing
      .then(() => persist(() => writeBaseState(this.#context.db, role, platform, state), this.#stop))
      .catch((error: unknown) => {
        if (!this.#stop.aborted) this.#context.log.error({ role, err: error }, "base not written");
      });
  }
}

function toFailure(role: BaseRole, state: Extract<BaseState, { status: "failed" }>): AppError {
  return new AppError("base-unavailable", state.error.message, { detail: { role, code: state.error.code } });
}
