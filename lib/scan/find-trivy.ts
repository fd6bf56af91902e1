import { constants } from "node:fs";
import { access, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import { z } from "zod";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { runTrivy } from "./run-trivy.ts";

// The first that knows all that is asked of it: the memory cache, packages of Rust binaries with their layer.
const MINIMUM = [0, 57, 0] as const;
const VERSION_TIMEOUT_MS = 20_000;

export type Trivy = {
  /** Absolute. */
  program: string;
  version: string;
  foundBy: "TRIVY" | "PATH" | "cache";
};

const versionAnswer = z.object({ Version: z.string() });

/**
 * The Trivy to use: TRIVY, else the first on PATH, else the newest in the state directory (`trivy/bin/trivy-<version>`).
 * Throws scanner-unavailable that says what was tried and what to do.
 */
export async function findTrivy(
  env: Pick<Env, "TRIVY" | "home">,
  options: { path?: string; signal: AbortSignal },
): Promise<Trivy> {
  if (env.TRIVY) {
    if (!isAbsolute(env.TRIVY) || !(await isProgram(env.TRIVY))) {
      throw scannerUnavailable(
        `TRIVY=${env.TRIVY} is no program. Set it to the absolute path of one, or unset it.`,
      );
    }
    return askVersion(env.TRIVY, "TRIVY", options.signal);
  }
  const onPath = await findOnPath(options.path ?? process.env.PATH ?? "");
  if (onPath) return askVersion(onPath, "PATH", options.signal);
  const cached = await findCached(join(env.home, "trivy", "bin"));
  if (cached) return askVersion(cached, "cache", options.signal);
  throw scannerUnavailable(
    "Trivy is not installed. Install it from https://trivy.dev (it is found on PATH), or set TRIVY to its absolute path.",
  );
}

/** Asks a program whether it is a Trivy that can be used. Throws scanner-unavailable. */
export async function askVersion(
  program: string,
  foundBy: Trivy["foundBy"],
  signal: AbortSignal,
): Promise<Trivy> {
  const directory = await mkdtemp(join(tmpdir(), "image-diet-trivy-"));
  try {
    const answer = await runTrivy({
      program,
      arguments: ["version", "--format", "json", "--cache-dir", directory],
      directory,
      timeoutMs: VERSION_TIMEOUT_MS,
      maxOutputBytes: 1024 * 1024,
      signal,
    });
    const version = parseVersion(answer.output);
    if (answer.exitCode !== 0 || !version)
      throw scannerUnavailable(`${program} did not answer as Trivy does.`);
    if (compareVersions(version, MINIMUM.join(".")) < 0) {
      throw scannerUnavailable(
        `${program} is Trivy ${version}; ${MINIMUM.join(".")} or newer is needed. Update it.`,
      );
    }
    return { program, version, foundBy };
  } catch (error) {
    if (error instanceof AppError && (error.code === "timeout" || error.code === "scan-failed")) {
      throw scannerUnavailable(`${program} did not answer when it was asked for its version.`);
    }
    throw error;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function parseVersion(output: string): string | undefined {
  try {
    const version = versionAnswer.safeParse(JSON.parse(output)).data?.Version;
    return version && /^v?\d+\.\d+\.\d+/.test(version) ? version.replace(/^v/, "") : undefined;
  } catch {
    return undefined;
  }
}

async function findOnPath(path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((entry) => isAbsolute(entry))) {
    const program = join(folder, "trivy");
    if (await isProgram(program)) return program;
  }
  return undefined;
}

async function findCached(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const versions = names
    .map((name) => /^trivy-(\d+\.\d+\.\d+)$/.exec(name)?.[1])
    .filter((version) => version !== undefined)
    .sort(compareVersions);
  const newest = versions.at(-1);
  const program = newest === undefined ? undefined : join(folder, `trivy-${newest}`);
  return program && (await isProgram(program)) ? program : undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** By the first three numbers; what follows them (a pre-release) does not count. */
function compareVersions(a: string, b: string): number {
  const numbers = (version: string) => version.split(/[.+-]/).slice(0, 3).map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** scanner-unavailable, with what is wrong and what to do. */
export function scannerUnavailable(message: string): AppError {
  return new AppError("scanner-unavailable", message);
}
