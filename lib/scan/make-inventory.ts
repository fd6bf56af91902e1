import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import type { Trivy } from "./find-trivy.ts";
import { runTrivy } from "./run-trivy.ts";

const TIMEOUT_MS = 2 * 60 * 1000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * The packages of Trivy's report as a CycloneDX text with which scanImage can look them up again without the image. Throws
 * scan-failed, scanner-unavailable, cancelled, timeout.
 */
export async function makeInventory(trivy: Trivy, report: string, signal: AbortSignal): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "image-diet-inventory-"));
  try {
    const path = join(directory, "report.json");
    await writeFile(path, report);
    const answer = await runTrivy({
      program: trivy.program,
      arguments: ["convert", "--format", "cyclonedx", path],
      directory,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      signal,
    });
    if (answer.exitCode === 0) return answer.output;
    throw new AppError("scan-failed", "Trivy could not write down the packages that it found.", {
      detail: { log: answer.log },
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
