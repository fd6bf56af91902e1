import { formatMs, formatRate } from "../format.ts";
import type { Load } from "../probes/schemas.ts";
import { cannotTell, measured, ofSeen, saySamples } from "./probe-cells.ts";
import type { RowSpec } from "./row-spec.ts";

const KIND_WORDS: Record<Load["kind"], { label: string; explanation: string }> = {
  compute: {
    label: "computing",
    explanation: "Requests a second to an endpoint that computes and allocates nothing.",
  },
  allocate: {
    label: "allocating",
    explanation:
      "Requests a second to an endpoint that allocates and frees all the time. musl's own allocator takes one lock for all threads.",
  },
};

/** The row about one kind of load with so many requests at a time. */
export function loadRow(kind: Load["kind"], threads: number): RowSpec {
  const { label, explanation } = KIND_WORDS[kind];
  return {
    id: `probe-${kind}-${threads}`,
    label: `Requests/s, ${label}, ${threads} thread${threads === 1 ? "" : "s"}`,
    explanation: `${explanation} ${threads === 1 ? "One at a time." : `${threads} at a time.`}`,
    ranked: "most",
    read: ofSeen(({ load }) => {
      if (load === undefined) return undefined;
      if (load.state === "cannot-tell") return cannotTell(load);
      const found = load.loads.find((each) => each.kind === kind && each.threads === threads);
      if (!found) return undefined;
      const { perSecond, p50Ms, p99Ms } = found;
      const note = `p50 ${formatMs(p50Ms.median)}, p99 ${formatMs(p99Ms.median)}`;
      const texts = [
        `p50, ${saySamples(p50Ms, formatMs)}`,
        `p99, ${saySamples(p99Ms, formatMs)}`,
        `${found.requests} requests, ${found.failures} without a good answer`,
      ];
      return measured(perSecond, (rate) => ({ kind: "rate", perSecond: rate }), formatRate, { note, texts });
    }),
  };
}
