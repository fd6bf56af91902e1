import type { ComparisonColumn } from "../images/schemas.ts";
import type { ProbeSummary } from "../probes/schemas.ts";
import { cellText } from "./cell-text.ts";
import { NOT_REACHED } from "./probe-cells.ts";
import { PROBE_ROWS } from "./probe-rows.ts";

/** One line of what was seen of one image; `cannot-tell` has its reason in `texts`. */
export type ProbeLine = {
  id: string;
  label: string;
  explanation: string;
  kind: "seen" | "failed" | "cannot-tell";
  value: string;
  note: string | undefined;
  texts: readonly string[];
};

/** All that was seen of one image when it was run; rows that it did not come to are left out. */
export function toProbeLines(image: ComparisonColumn["image"], probe: ProbeSummary): ProbeLine[] {
  const column: ComparisonColumn = { image, isReference: false, sizeDelta: { bytes: 0 }, probe };
  return PROBE_ROWS.flatMap<ProbeLine>(({ id, label, explanation, read }) => {
    const { value, note, evidence } = read(column);
    const line = { id, label, explanation, note: note || undefined, texts: evidence?.texts ?? [] };
    if (value.kind === "failed") return [{ ...line, kind: value.kind, value: value.text }];
    if (value.kind !== "absent") return [{ ...line, kind: "seen", value: cellText(value) }];
    return value.why === NOT_REACHED ? [] : [{ ...line, kind: "cannot-tell", value: "", texts: [value.why] }];
  });
}
