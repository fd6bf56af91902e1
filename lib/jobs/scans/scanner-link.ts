import { toAppError } from "../../errors.ts";
import { type DatabaseState, getCacheDirectory, isUsable, readDatabase } from "../../scan/database.ts";
import { findTrivy, type Trivy } from "../../scan/find-trivy.ts";
import { refreshDatabase } from "../../scan/refresh-database.ts";
import type { ScannerStatus } from "../../status/schemas.ts";
import type { WorkerContext } from "../worker-context.ts";

const LOOK_AGAIN_MS = 5_000;
/** Asking one that is there for its version starts a process. */
const ASK_AGAIN_MS = 5 * 60 * 1000;
const REFRESH_EVERY_MS = 60 * 60 * 1000;

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

  constructor(context: WorkerContext, stop: AbortSignal) {
    this.#context = context;
    this.#stop = stop;
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
    this.#refreshing ??= this.#fetch(force).finally(() => {
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
      this.#problem = toAppError(error).message;
    }
    if (before !== this.#trivy?.program) this.#context.log.info({ trivy: this.#trivy }, "scanner changed");
  }

  #isDue(): boolean {
    const { env } = this.#context;
    if (!this.#trivy || this.#stop.aborted || env.TRIVY_SKIP_DB_UPDATE) return false;
    if (this.#refresh && Date.now() - this.#refresh.at.getTime() < REFRESH_EVERY_MS) return false;
    if (!this.#database || !isUsable(this.#database)) return true;
    const { nextUpdateAt } = this.#database;
    return nextUpdateAt === undefined || nextUpdateAt <= new Date();
  }

  async #fetch(force: boolean): Promise<void> {
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
