import { spawn } from "node:child_process";
import { AppError } from "../errors.ts";

const MAX_LOG_BYTES = 256 * 1024;
const KILL_AFTER_MS = 5_000;

export type TrivyCall = {
  /** The program, absolute. */
  program: string;
  arguments: readonly string[];
  /** A private folder to run in: Trivy reads trivy.yaml and .trivyignore from where it stands. */
  directory: string;
  /** Trivy's own variables that shall reach it (TRIVY_DB_REPOSITORY …); all other TRIVY_* of this process do not. */
  variables?: Record<string, string>;
  timeoutMs: number;
  maxOutputBytes: number;
  signal: AbortSignal;
  onLog?: (text: string) => void;
};

export type TrivyAnswer = {
  exitCode: number;
  output: string;
  /** What it wrote to stderr; the middle is left out where there is too much. */
  log: string;
  durationMs: number;
};

/**
 * Runs Trivy to its end, whatever its exit status. Throws cancelled, timeout, scan-failed (killed, too much output;
 * detail.log) and scanner-unavailable (cannot be started).
 */
export function runTrivy(call: TrivyCall): Promise<TrivyAnswer> {
  return new Promise((resolve, reject) => {
    if (call.signal.aborted) return reject(cancelled());
    const startedAt = performance.now();
    // A group of its own, so that a wrapper script is ended together with what it started.
    const child = spawn(call.program, call.arguments, {
      cwd: call.directory,
      env: { ...cleanEnvironment(process.env), ...call.variables },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const output: Buffer[] = [];
    const log = new BoundedLog();
    let outputBytes = 0;
    let reason: AppError | undefined;
    let killTimer: NodeJS.Timeout | undefined;

    const end = (why: AppError) => {
      if (reason) return;
      reason = why;
      signalGroup(child.pid, "SIGTERM");
      killTimer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), KILL_AFTER_MS);
    };
    const onAbort = () => end(cancelled());
    call.signal.addEventListener("abort", onAbort, { once: true });
    const timer = setTimeout(() => end(tookTooLong(call.timeoutMs)), call.timeoutMs);
    const tidy = () => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      call.signal.removeEventListener("abort", onAbort);
    };

    child.stdout.on("data", (chunk: Buffer) => {
      outputBytes += chunk.length;
      if (outputBytes <= call.maxOutputBytes) output.push(chunk);
      else end(failed(`answered with more than ${call.maxOutputBytes} bytes and was stopped`, log));
    });
    child.stderr.on("data", (chunk: Buffer) => {
      log.add(chunk);
      call.onLog?.(chunk.toString("utf8"));
    });
    child.on("error", (error) => {
      tidy();
      reject(
        new AppError("scanner-unavailable", `${call.program} cannot be started: ${error.message}.`, {
          cause: error,
        }),
      );
    });
    child.on("close", (code, signal) => {
      tidy();
      // What a wrapper left behind ends with it.
      signalGroup(child.pid, "SIGKILL");
      if (reason) reject(reason);
      else if (signal !== null) reject(failed(killedBy(signal), log));
      else {
        resolve({
          exitCode: code ?? 1,
          output: Buffer.concat(output).toString("utf8"),
          log: log.text(),
          durationMs: performance.now() - startedAt,
        });
      }
    });
  });
}

/** Without TRIVY_* variables, which would change what a scan looks for and how it answers. */
function cleanEnvironment(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const clean = { ...source };
  for (const name of Object.keys(clean)) if (/^TRIVY(_|$)/.test(name)) delete clean[name];
  return clean;
}

/** The beginning and the end of what was written, with the middle left out where it is too long. */
class BoundedLog {
  #head: Buffer[] = [];
  #tail: Buffer[] = [];
  #headBytes = 0;
  #tailBytes = 0;
  #lost = 0;

  add(chunk: Buffer): void {
    const room = Math.max(0, MAX_LOG_BYTES / 2 - this.#headBytes);
    if (room > 0) {
      this.#head.push(chunk.subarray(0, room));
      this.#headBytes += Math.min(room, chunk.length);
    }
    const rest = chunk.subarray(room);
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailBytes += rest.length;
    while (this.#tailBytes > MAX_LOG_BYTES / 2) {
      const excess = this.#tailBytes - MAX_LOG_BYTES / 2;
      const oldest = this.#tail.shift();
      if (!oldest) break;
      const kept = oldest.subarray(Math.min(excess, oldest.length));
      if (kept.length > 0) this.#tail.unshift(kept);
      this.#tailBytes -= oldest.length - kept.length;
      this.#lost += oldest.length - kept.length;
    }
  }

  text(): string {
    const gap = this.#lost > 0 ? `\n[${this.#lost} bytes left out]\n` : "";
    return `${Buffer.concat(this.#head).toString("utf8")}${gap}${Buffer.concat(this.#tail).toString("utf8")}`;
  }
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

function killedBy(signal: NodeJS.Signals): string {
  return signal === "SIGKILL"
    ? "was killed (SIGKILL), most often because the machine ran out of memory"
    : `was ended by ${signal}`;
}

function failed(what: string, log: BoundedLog): AppError {
  return new AppError("scan-failed", `Trivy ${what}. The image was not scanned; try again.`, {
    detail: { log: log.text() },
  });
}

function tookTooLong(timeoutMs: number): AppError {
  const seconds = Math.round(timeoutMs / 1000);
  return new AppError(
    "timeout",
    `Trivy gave no answer within ${seconds} s and was stopped. The image was not scanned; try again.`,
  );
}

function cancelled(): AppError {
  return new AppError("cancelled", "The scan was cancelled.");
}
