import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../lib/errors.ts";
import { getRun } from "../../lib/runs/get-run.ts";
import type { RunView } from "../../lib/runs/schemas.ts";

const LOOK_EVERY_MS = 300;

/** Waits until a run has ended and says each change of its builds' states; Ctrl-C leaves the run going. */
export async function followRun(started: RunView, say: (line: string) => void): Promise<RunView> {
  const said = new Map<string, string>();
  for (let run = started; ; run = await getRun({ id: run.id })) {
    for (const build of run.builds) {
      const line = `${build.variant}: ${build.status}${build.waitingFor ? ` (${build.waitingFor})` : ""}`;
      if (said.get(build.id) !== line) say(line);
      said.set(build.id, line);
    }
    if (run.status !== "queued" && run.status !== "running") return run;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Throws what the exit status of a command that waited is made of. */
export function requireSuccess(run: RunView): void {
  if (run.status === "succeeded") return;
  const code = run.status === "cancelled" ? "cancelled" : "build-failed";
  throw new AppError(code, `Run ${run.number} ended as ${run.status}.`);
}
