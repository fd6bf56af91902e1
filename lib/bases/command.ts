import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { errnoOf } from "../errno.ts";
import { AppError } from "../errors.ts";

export type CommandOptions = {
  signal: AbortSignal;
  cwd?: string;
  /** Added to this process's environment. */
  env?: Record<string, string>;
  /** Each line that the program prints, on either stream. */
  onLine?: (line: string) => void;
};

const LAST_LINES = 15;

/**
 * Runs a program to its end and returns what it printed. Its whole process group ends with the signal. Throws
 * base-unavailable (no such program, or it failed: with its last words; detail.lastLines), disk-full, cancelled.
 */
export async function runCommand(program: string, args: string[], options: CommandOptions): Promise<string> {
  options.signal.throwIfAborted();
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, LC_ALL: "C", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const output: string[] = [];
  const last: string[] = [];
  const hear = (line: string) => {
    options.onLine?.(line);
    last.push(line);
    if (last.length > LAST_LINES) last.shift();
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    output.push(line);
    hear(line);
  });
  createInterface({ input: child.stderr }).on("line", hear);
  const code = await waitForEnd(child, program, options.signal);
  if (options.signal.aborted) throw new AppError("cancelled", `${program} was stopped.`);
  if (code !== 0) throw toCommandError(program, code, last);
  return output.join("\n");
}

async function waitForEnd(child: ChildProcess, program: string, signal: AbortSignal): Promise<number | null> {
  const stop = () => endGroup(child);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const [code] = await once(child, "close");
    return typeof code === "number" ? code : null;
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT")
      throw new AppError("base-unavailable", `There is no ${program} on this machine.`, { cause });
    throw cause;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}

function toCommandError(program: string, code: number | null, last: string[]): AppError {
  const detail = { lastLines: [...last] };
  if (last.some((line) => /no space left on device/i.test(line)))
    return new AppError("disk-full", `${program} failed because the disk is full.`, { detail });
  const words = last.filter((line) => /^(E|W|Err|dpkg|tar)\b.*:/.test(line));
  const said = (words.length > 0 ? words : last).slice(-2).join(" ").trim();
  return new AppError("base-unavailable", `${program} failed (exit ${code ?? "by signal"}): ${said}`, {
    detail,
  });
}
