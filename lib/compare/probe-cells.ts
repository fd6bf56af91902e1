import { formatMs, formatSize } from "../format.ts";
import { isNoisy, noiseOf } from "../probes/figures.ts";
import type { ProbeSummary } from "../probes/schemas.ts";
import { absent, type CellValue, type RowSpec } from "./row-spec.ts";

export type ProbeCell = ReturnType<RowSpec["read"]>;
export type Seen = ProbeSummary["seen"];
type Figure = NonNullable<Seen["start"]>["totalMs"];

/** Why a cell is empty whose image was never run. */
export const NOT_PROBED = "Not run yet: probe these images";

/** Why a cell is empty whose image failed before. */
export const NOT_REACHED = "It did not come that far";

/** A cell about what was seen when the image was run; absent where it was not, or did not come that far. */
export function ofSeen(read: (seen: Seen) => ProbeCell | undefined): RowSpec["read"] {
  return ({ probe, image }) => {
    if (!probe) return { value: absent(NOT_PROBED) };
    const cell = read(probe.seen) ?? { value: absent(NOT_REACHED) };
    return {
      ...cell,
      evidence: { texts: cell.evidence?.texts ?? [], href: `/images/${image.imageId}#probe` },
    };
  };
}

/** A cell about what this machine could not find out. */
export const cannotTell = ({ why }: { why: string }): ProbeCell => ({ value: absent(why) });

/** The raw samples in one line, and where the middle half of them lies. */
export function saySamples({ samples, low, high }: Figure, write: (sample: number) => string): string {
  const count = `${samples.length} ${samples.length === 1 ? "sample" : "samples"}`;
  const spread = samples.length < 2 ? "" : `; middle half ${write(low)} to ${write(high)}`;
  return `${count}: ${samples.map(write).join(", ")}${spread}`;
}

/** What is written of a figure: its note, and the lines that go with its samples. */
type Said = { note?: string; texts?: readonly string[] };

/** A measured cell: its noise says which others it can be told from, and a wide spread is said. */
export function measured(
  figure: Figure,
  toValue: (median: number) => CellValue,
  write: (sample: number) => string,
  { note, texts = [] }: Said = {},
): ProbeCell {
  const spread = isNoisy(figure) ? `noisy: ${write(figure.low)} to ${write(figure.high)}` : undefined;
  const said = [note, spread].filter((part) => part !== undefined).join("; ");
  return {
    value: toValue(figure.median),
    noise: noiseOf([figure]),
    evidence: { texts: [saySamples(figure, write), ...texts], href: "" },
    ...(said === "" ? {} : { note: said }),
  };
}

/** A measured time. */
export const inMs = (figure: Figure, said?: Said): ProbeCell =>
  measured(figure, (ms) => ({ kind: "duration", ms }), formatMs, said);

/** Measured memory. */
export const inBytes = (figure: Figure): ProbeCell =>
  measured(
    figure,
    (bytes) => ({ kind: "size", bytes }),
    (bytes) => formatSize(bytes),
  );
