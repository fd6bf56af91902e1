import type { BuildProgress } from "../engine/types.ts";
import type { VariantId } from "../variants/variants.ts";
import { type CompileStage, isLastStepOf } from "./compile-stages.ts";

export type CompilePlan = { buildId: string; variant: VariantId; stages: readonly CompileStage[] };

/** So many stages are remembered as made; what is forgotten is asked of the engine's cache once more. */
const REMEMBERED = 256;

/** A compile keeps about two cores busy; two on two cores were seen to take 176 s beside, 66 s after each other. */
const CORES_OF_A_COMPILE = 2;

/**
 * Lets one build at a time compile the same, and so many compile at once as the engine has cores for. Two builds that
 * are in the engine at once do share an unfinished stage, but BuildKit 0.8 (Docker 20.10) tells the second nothing
 * about it until it is done, may lose it for the third, and has panicked over it. Waiting costs nothing: there is
 * nothing else that the second could do.
 */
export class CompileGate {
  #inside = new Map<string, CompilePlan>();
  #outside = new Map<string, CompilePlan>();
  #made = new Set<string>();
  readonly #onFree: (buildIds: string[]) => void;
  readonly #cores: () => number;

  /** `onFree` hears of builds that may be able to enter now; `cores` says how many the engine has. */
  constructor(onFree: (buildIds: string[]) => void, cores: () => number) {
    this.#onFree = onFree;
    this.#cores = cores;
  }

  /** Lets a build in, which then has to leave; or says what it waits for, in one line. */
  enter(plan: CompilePlan): string | undefined {
    const line = this.#blockedBy(plan);
    if (line !== undefined) {
      this.#outside.set(plan.buildId, plan);
      return line;
    }
    this.#outside.delete(plan.buildId);
    this.#inside.set(plan.buildId, { ...plan, stages: this.#missing(plan) });
    return undefined;
  }

  /** Whether a build that was let in has to do what comes before every compile. */
  hasToPrepare(buildId: string): boolean {
    return this.#inside.get(buildId)?.stages.some((stage) => stage.kind === "preparation") ?? false;
  }

  /** Takes note of the stages whose end a build's progress shows. */
  see(buildId: string, progress: BuildProgress): void {
    const build = this.#inside.get(buildId);
    if (!build || progress.type === "log") return;
    if (progress.status !== "completed" && progress.status !== "cached") return;
    const ended = build.stages.findIndex(
      (stage) => stage.kind !== "preparation" && isLastStepOf(stage.name, progress.name),
    );
    // An engine that has a step in its cache may say nothing about those before it.
    this.#end(build, build.stages.slice(0, ended + 1));
  }

  /** Takes note that a build has done what comes before every compile, and that the engine has let go of it. */
  prepared(buildId: string): void {
    const build = this.#inside.get(buildId);
    const stage = build?.stages.find((each) => each.kind === "preparation");
    if (build && stage) this.#end(build, [stage]);
  }

  leave(buildId: string): void {
    if (this.#inside.delete(buildId)) this.#free();
  }

  /** What a build that was turned away still waits for; undefined where it may try again. */
  whyWaiting(buildId: string): string | undefined {
    const plan = this.#outside.get(buildId);
    return plan && this.#blockedBy(plan);
  }

  /** Forgets builds that wait no longer. */
  keepWaiting(queued: readonly string[]): void {
    const ids = new Set(queued);
    for (const id of this.#outside.keys()) if (!ids.has(id)) this.#outside.delete(id);
  }

  #missing(plan: CompilePlan): CompileStage[] {
    return plan.stages.filter((stage) => !this.#made.has(stage.key));
  }

  #blockedBy(plan: CompilePlan): string | undefined {
    return this.#sharedWith(plan) ?? this.#tooMany(plan);
  }

  #sharedWith(plan: CompilePlan): string | undefined {
    for (const other of this.#inside.values()) {
      if (other.buildId === plan.buildId) continue;
      // The last one says most: whoever waits for a compile also waits for what comes before it.
      const shared = this.#missing(plan).findLast((stage) =>
        other.stages.some(({ key }) => key === stage.key),
      );
      if (shared) return `Shares the ${shared.words} with ${other.variant}, building now.`;
    }
    return undefined;
  }

  #tooMany(plan: CompilePlan): string | undefined {
    if (this.#missing(plan).length === 0) return undefined;
    const compiling = [...this.#inside.values()].filter(
      (other) => other.buildId !== plan.buildId && this.#missing(other).length > 0,
    );
    const cores = this.#cores();
    if (compiling.length < Math.max(1, Math.floor(cores / CORES_OF_A_COMPILE))) return undefined;
    const before = compiling.map((other) => other.variant).join(", ");
    return `Compiles after ${before}: the engine has ${cores} ${cores === 1 ? "core" : "cores"}.`;
  }

  #end(build: CompilePlan, ended: readonly CompileStage[]): void {
    if (ended.length === 0) return;
    const stages = build.stages.filter((stage) => !ended.includes(stage));
    this.#inside.set(build.buildId, { ...build, stages });
    for (const stage of ended) this.#made.add(stage.key);
    for (const oldest of this.#made) {
      if (this.#made.size <= REMEMBERED) break;
      this.#made.delete(oldest);
    }
    this.#free();
  }

  #free(): void {
    const plans = [...this.#outside.values()].filter((plan) => this.#blockedBy(plan) === undefined);
    const ids = plans.map((plan) => plan.buildId);
    if (ids.length > 0) this.#onFree(ids);
  }
}
