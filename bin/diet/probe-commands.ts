import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { AppError } from "../../lib/errors.ts";
import { formatMs, formatRate, formatSize, joinSentences } from "../../lib/format.ts";
import { getProbe } from "../../lib/probes/get-probe.ts";
import { DEFAULT_ROUNDS } from "../../lib/probes/request-probe.ts";
import type { ProbeView } from "../../lib/probes/schemas.ts";
import { startProbe } from "../../lib/probes/start-probe.ts";
import { print, toTable } from "./output.ts";

const LOOK_EVERY_MS = 300;

/** The command that runs images and measures them. */
export function addProbeCommands(program: Command): void {
  program
    .command("probe")
    .description("run images as production would, measure them in turns, and wait for the answer")
    .argument("[images...]", "images by id, or with --run none")
    .option("--run <run>", "all images that this run built: its number or id")
    .option("--rounds <count>", "how often each is started and measured", String(DEFAULT_ROUNDS))
    .option("--json")
    .action(async (images: string[], options: { run?: string; rounds: string; json?: boolean }) => {
      const { probe, joined } = await startProbe({
        ...(images.length > 0 ? { images } : {}),
        ...(options.run === undefined ? {} : { run: options.run }),
        rounds: Number(options.rounds),
      });
      console.error(`${joined ? "Joined" : "Started"} probe ${probe.id}.`);
      const ended = await follow(probe);
      print(ended, describeProbe(ended), options);
      if (ended.status === "succeeded") return;
      const code = ended.status === "cancelled" ? "cancelled" : "engine-failed";
      throw new AppError(code, ended.error?.message ?? `The probe was ${ended.status}.`);
    });
}

async function follow(started: ProbeView): Promise<ProbeView> {
  let said: string | undefined;
  for (let probe = started; ; probe = await getProbe({ id: probe.id })) {
    if (probe.waitingFor !== undefined && probe.waitingFor !== said) console.error(probe.waitingFor);
    said = probe.waitingFor;
    if (probe.finishedAt !== undefined) return probe;
    await sleep(LOOK_EVERY_MS);
  }
}

function describeProbe({ images, host }: ProbeView): string {
  const rows = images.map(({ variant, seen }) => {
    const { start, memory, stop, load } = seen ?? {};
    const loads = load?.state === "seen" ? load.loads : [];
    const rate = (kind: "compute" | "allocate") => {
      const found = loads.find((each) => each.kind === kind && each.threads === 4);
      return found ? formatRate(found.perSecond.median) : "–";
    };
    return [
      variant,
      seen?.outcome ?? "–",
      start ? formatMs(start.totalMs.median) : "–",
      start ? formatMs(start.processMs.median) : "–",
      memory?.state === "seen" ? formatSize(memory.idleBytes.median) : "–",
      stop ? formatMs(stop.ms.median) : "–",
      rate("compute"),
      rate("allocate"),
    ];
  });
  const headings = ["variant", "outcome", "start", "own part", "memory", "stop", "computing", "allocating"];
  const reasons = images.flatMap(({ variant, seen }) =>
    seen?.reason ? [`${variant}: ${joinSentences(seen.reason, seen.cure)}`] : [],
  );
  const where = host ? [`${host.name}, ${host.cores} cores, Docker ${host.engineVersion}`] : [];
  return [toTable(headings, rows), ...reasons, ...where].join("\n");
}
