import { present } from "../db/fields.ts";
import { compareFigures, type Figure } from "../probes/figures.ts";
import type { ImageProbe, Load, ProbeSummary } from "../probes/schemas.ts";
import type { RungFigure, RungProbe } from "./schemas.ts";

/**
 * What a rung's image did when it was run: start until healthy, idle memory, and how long half of the answers took at
 * most, computing on one thread and allocating on four, where allocators differ most. `before` is the probe of the rung
 * that it follows.
 */
export function toRungProbe(probe: ProbeSummary, before: ProbeSummary | undefined): RungProbe {
  const { seen, finishedAt } = probe;
  // two probes are two hours of the same machine
  const was = before?.probeId === probe.probeId ? readFigures(before.seen) : undefined;
  const figures = [...readFigures(seen)].map(([id, figure]): RungFigure => {
    const { median, low, high } = figure;
    const other = was?.get(id);
    return { id, median, low, high, ...present("against", other && compareFigures(figure, other)) };
  });
  return { outcome: seen.outcome, ...present("reason", seen.reason), finishedAt, figures };
}

function readFigures({ start, memory, load }: ImageProbe): Map<RungFigure["id"], Figure> {
  const find = (kind: Load["kind"], threads: number) =>
    load?.state === "seen"
      ? load.loads.find((each) => each.kind === kind && each.threads === threads)?.p50Ms
      : undefined;
  const all: [RungFigure["id"], Figure | undefined][] = [
    ["start", start?.totalMs],
    ["memory", memory?.state === "seen" ? memory.idleBytes : undefined],
    ["compute", find("compute", 1)],
    ["allocate", find("allocate", 4)],
  ];
  return new Map(all.flatMap(([id, figure]) => (figure ? [[id, figure]] : [])));
}
