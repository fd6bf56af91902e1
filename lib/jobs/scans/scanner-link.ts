import { toAppError } from "../../errors.ts";
import { type DatabaseState, getCacheDirectory, isUsable, readDatabase } from "../../scan/database.ts";
import { fetchTrivy } from "../../scan/fetch-trivy.ts";
import { findTrivy, type Trivy } from "../../scan/find-trivy.ts";
import { refreshDatabase } from "../../scan/refresh-database.ts";
import type { ScannerStatus } from "../../status/schemas.ts";
import type { LinkedEngine } from "../engine-link.ts";
import type { WorkerContext } from "../worker-context.ts";

const LOOK_AGAIN_MS = 5_000;
/** Asking one that is there for its version starts a process. */
const ASK_AGAIN_MS = 5 * 60 * 1000;
const REFRESH_EVERY_MS = 60 * 60 * 1000;
/** A registry that is out of reach is not asked again and again. */
const FETCH_EVERY_MS = 60 * 60 * 1000;

type Refresh = { at: Date; error?: { code: string; message: string } };

/** This worker's Trivy and its vulnerability database: looked for again and again, and kept fresh. */
export class ScannerLink {
  readonly cacheDirectory: string;
  #context: WorkerContext;
  #stop: AbortSignal;
  #trivy: Trivy | undefined;
  #problem = "The worker has not looked for Trivy yet.";
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;
  #database: DatabaseState | undefined;
  #refresh: Refresh | undefined;
  #refreshing: Promise<void> | undefined;
  #findEngine: () => LinkedEngine | undefined;
  #fetch: { at: number; refusal: string } | undefined;

  constructor(context: WorkerContext, stop: AbortSignal, findEngine: () => LinkedEngine | undefined) {
    this.#context = context;
    this.#stop = stop;
    this.#findEngine = findEngine;
    this.cacheDirectory = getCacheDirectory(context.env);
  }

  /** Trivy, while there is one. */
  current(): Trivy | undefined {
    return this.#trivy;
  }

  /** The fingerprint of the database in which packages can be looked up now. */
  fingerprint(): string | undefined {
    return this.#database && isUsable(this.#database) ? this.#database.fingerprint : undefined;
  }

  /** Why nothing can be scanned. */
  problem(): string {
    return this.#problem;
  }

  status(): ScannerStatus {
    const database = this.#database;
    const updatedAt = database && isUsable(database) ? database.updatedAt.toISOString() : undefined;
    return {
      available: this.#trivy !== undefined,
      ...(this.#trivy ? { version: this.#trivy.version } : { reason: this.#problem }),
      ...(updatedAt === undefined ? {} : { databaseUpdatedAt: updatedAt }),
      ...(database
        ? {
            database: {
              state: database.state,
              ...(database.state === "ready" ? {} : { reason: database.reason, cure: database.cure }),
            },
          }
        : {}),
      ...(this.#refresh
        ? {
            refresh: {
              ...this.#refresh,
              at: this.#refresh.at.toISOString(),
              isGoing: this.#refreshing !== undefined,
            },
          }
        : {}),
    };
  }

  /** Call it again and again. Looks for Trivy and at its database, and starts a refresh that is due. Never throws. */
  async tick(): Promise<void> {
    this.#startLooking();
    this.#database = await readDatabase(this.cacheDirectory, new Date());
    if (this.#isDue()) void this.refresh(false);
  }

  /** Lets Trivy fetch newer data; two callers at a time share one fetch. Never throws: the status tells how it went. */
  refresh(force: boolean): Promise<void> {
    this.#refreshing ??= this.#fetchData(force).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Resolves when nothing is going on. */
  async idle(): Promise<void> {
    await Promise.all([this.#refreshing, this.#looking]);
  }

  /** Not awaited: a program that hangs must not keep the worker from saying that it lives. */
  #startLooking(): void {
    const pauseMs = this.#trivy ? ASK_AGAIN_MS : LOOK_AGAIN_MS;
    if (this.#looking || performance.now() - this.#lookedAt < pauseMs) return;
    this.#looking = this.#look().finally(() => {
      this.#lookedAt = performance.now();
      this.#looking = undefined;
    });
  }

  async #look(): Promise<void> {
    const before = this.#trivy?.program;
    try {
      this.#trivy = await findTrivy(this.#context.env, { signal: this.#stop });
    } catch (error) {
      this.#trivy = undefined;
      this.#problem = [toAppError(error).message, await this.#fetchProgram()].join(" ").trim();
    }
    if (before !== this.#trivy?.program) this.#context.log.info({ trivy: this.#trivy }, "scanner changed");
  }

  /** Where none is installed: the official image's, by way of the engine, now and then. Resolves to why not, or nothing. */
  async #fetchProgram(): Promise<string> {
    const { env, log } = this.#context;
    const linked = this.#findEngine();
    // `stand-in` says that no registry shall be asked.
    if (env.TRIVY || env.IMAGE_DIET_BASES === "stand-in" || !linked) return "";
    if (this.#fetch && performance.now() - this.#fetch.at < FETCH_EVERY_MS) return this.#fetch.refusal;
    this.#problem = "Trivy is being fetched from its official image.";
    let refusal = "";
    try {
      const { engine, platform } = linked;
      await fetchTrivy({ engine, platform, env, signal: this.#stop });
      this.#trivy = await findTrivy(env, { signal: this.#stop });
    } catch (error) {
      refusal = toAppError(error).message;
      log.info({ reason: refusal }, "no Trivy from its image");
    }
    this.#fetch = { at: performance.now(), refusal };
    return refusal;
  }

  #isDue(): boolean {
    const { env } = this.#context;
    if (!this.#trivy || this.#stop.aborted || env.TRIVY_SKIP_DB_UPDATE) return false;
    if (this.#refresh && Date.now() - this.#refresh.at.getTime() < REFRESH_EVERY_MS) return false;
    if (!this.#database || !isUsable(this.#database)) return true;
    const { nextUpdateAt } = this.#database;
    return nextUpdateAt === undefined || nextUpdateAt <= new Date();
  }

  async #fetchData(force: boolean): Promise<void> {
    const { env, log } = this.#context;
    const trivy = this.#trivy;
    if (!trivy) return;
    this.#refresh = { at: new Date() };
    try {
      const fetched = await refreshDatabase({ trivy, env, signal: this.#stop, now: new Date(), force });
      if (fetched.changed) log.info({ updatedAt: fetched.updatedAt }, "vulnerability database refreshed");
    } catch (error) {
      const { code, message } = toAppError(error);
      if (code !== "cancelled") log.warn({ code }, message);
      this.#refresh = { at: this.#refresh.at, error: { code, message } };
    }
    this.#database = await readDatabase(this.cacheDirectory, new Date());
  }
}
