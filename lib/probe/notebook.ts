import { type Figure, toFigure } from "../probes/figures.ts";
import type { ImageProbe, Load } from "../probes/schemas.ts";
import type { LoadRound } from "./apply-load.ts";
import type { ProcessLook } from "./look-at-process.ts";
import { type Failure, type ImageToRun, isRoot, type StartTimes } from "./with-container.ts";

type LoadKey = Pick<Load, "kind" | "threads">;
type Checks = Pick<ImageProbe, "https" | "timeZone" | "names" | "shell" | "writes">;

const NOT_HERE = "The engine's host hides it from this machine.";

/** What is written down about one image while it is run again and again. */
export class Notebook {
  readonly image: ImageToRun;
  readonly checks: Checks = {};
  /** The end of its log, of its first start. */
  log = { text: "", isCut: false };
  #tried = 0;
  #healthy = 0;
  #failure: Failure | undefined;
  #times: StartTimes[] = [];
  #stops: { ms: number; exitCode: number; isGraceful: boolean }[] = [];
  #idle: ProcessLook[] = [];
  #loaded: ProcessLook[] = [];
  #loads: { key: LoadKey; round: LoadRound }[] = [];
  #whyNoLoad: string | undefined;

  constructor(image: ImageToRun) {
    this.image = image;
  }

  /** Whether it is worth another start. */
  get runs(): boolean {
    return this.#failure === undefined;
  }

  get endsGracefully(): boolean {
    return this.#stops.every(({ isGraceful }) => isGraceful);
  }

  /** Counts a start of those that are to be healthy; `times` of those that are measured. */
  noteStart(times?: StartTimes): void {
    this.#tried += 1;
    this.#healthy += 1;
    if (times) this.#times.push(times);
  }

  noteFailure(failure: Failure): void {
    this.#tried += 1;
    // one that was healthy before is not steady
    this.#failure = this.#healthy > 0 ? { ...failure, outcome: "unsteady" } : failure;
    this.log = { text: failure.log, isCut: failure.isLogCut };
  }

  /** What was found out about a failure by another start. */
  addToReason(words: string): void {
    if (this.#failure) this.#failure = { ...this.#failure, reason: `${this.#failure.reason} ${words}` };
  }

  noteStop(stop: { ms: number; exitCode: number; isGraceful: boolean }): void {
    this.#stops.push(stop);
  }

  noteIdle(look: ProcessLook | undefined): void {
    if (look) this.#idle.push(look);
  }

  noteLoaded(look: ProcessLook | undefined): void {
    if (look) this.#loaded.push(look);
  }

  noteLoad(key: LoadKey, round: LoadRound): void {
    this.#loads.push({ key, round });
  }

  noteNoLoad(why: string): void {
    this.#whyNoLoad = why;
  }

  get takesLoad(): boolean {
    return this.#whyNoLoad === undefined;
  }

  toResult(): ImageProbe {
    const { outcome = "runs", reason, cure, exitCode, isOutOfMemory } = this.#failure ?? {};
    return {
      outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(cure === undefined ? {} : { cure }),
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(isOutOfMemory ? { isOutOfMemory } : {}),
      starts: { tried: this.#tried, healthy: this.#healthy },
      ...this.#startPart(),
      ...this.#processPart(),
      ...this.#stopPart(),
      ...this.checks,
      ...this.#loadPart(),
      log: this.log.text,
      isLogCut: this.log.isCut,
    };
  }

  #startPart(): Pick<ImageProbe, "start"> {
    const totalMs = toFigure(this.#times.map((times) => times.totalMs));
    const engineMs = toFigure(this.#times.map((times) => times.engineMs));
    const processMs = toFigure(this.#times.map((times) => times.processMs));
    return totalMs && engineMs && processMs ? { start: { totalMs, engineMs, processMs } } : {};
  }

  #processPart(): Pick<ImageProbe, "memory" | "threads" | "openFiles" | "user"> {
    if (this.#healthy === 0) return {};
    const hidden = { state: "cannot-tell", why: NOT_HERE } as const;
    const [first] = this.#idle;
    const last = this.#loaded.at(-1);
    if (!first) return { memory: hidden, threads: hidden, openFiles: hidden, user: hidden };
    const { from, threads, openFiles, user } = first;
    const bytesOf = (looks: readonly ProcessLook[]): Figure | undefined =>
      toFigure(looks.filter((look) => look.from === from).map(({ rssBytes }) => rssBytes));
    const idleBytes = bytesOf(this.#idle);
    const loadedBytes = bytesOf(this.#loaded);
    return {
      memory: idleBytes
        ? { state: "seen", from, idleBytes, ...(loadedBytes ? { loadedBytes } : {}) }
        : hidden,
      threads:
        threads === undefined
          ? hidden
          : {
              ...{ state: "seen", idle: threads },
              ...(last?.threads === undefined ? {} : { loaded: last.threads }),
            },
      openFiles: openFiles === undefined ? hidden : { state: "seen", count: openFiles },
      user: user ? { state: "seen", ...user, wouldBeRoot: isRoot(this.image) } : hidden,
    };
  }

  #stopPart(): Pick<ImageProbe, "stop"> {
    const ms = toFigure(this.#stops.map((stop) => stop.ms));
    const worst = this.#stops.find(({ isGraceful }) => !isGraceful) ?? this.#stops[0];
    return ms && worst ? { stop: { ms, exitCode: worst.exitCode, isGraceful: worst.isGraceful } } : {};
  }

  #loadPart(): Pick<ImageProbe, "load"> {
    if (this.#whyNoLoad !== undefined) return { load: { state: "cannot-tell", why: this.#whyNoLoad } };
    const keys = [...new Map(this.#loads.map(({ key }) => [`${key.kind} ${key.threads}`, key])).values()];
    const loads = keys.flatMap((key) => {
      const rounds = this.#loads
        .filter((each) => each.key.kind === key.kind && each.key.threads === key.threads)
        .map(({ round }) => round);
      const perSecond = toFigure(rounds.map((round) => round.perSecond));
      const p50Ms = toFigure(rounds.map((round) => round.p50Ms));
      const p99Ms = toFigure(rounds.map((round) => round.p99Ms));
      if (!perSecond || !p50Ms || !p99Ms) return [];
      const sum = (read: (round: LoadRound) => number) =>
        rounds.reduce((total, round) => total + read(round), 0);
      const requests = sum((round) => round.requests);
      const failures = sum((round) => round.failures);
      return [{ ...key, requests, failures, perSecond, p50Ms, p99Ms }];
    });
    return loads.length === 0 ? {} : { load: { state: "seen", loads } };
  }
}
