import { joinSentences } from "../format.ts";
import type { ComparisonColumn } from "../images/schemas.ts";
import type { ImageProbe, Outcome } from "../probes/schemas.ts";
import { cannotTell, type ProbeCell, type Seen } from "./probe-cells.ts";
import { text } from "./row-spec.ts";

/** What an outcome is called in a cell; everything but `runs` is said loudly. */
const OUTCOME_WORDS: Record<Outcome, string> = {
  runs: "runs",
  unsteady: "unsteady",
  "never-healthy": "never healthy",
  exits: "exits",
  "cannot-start": "cannot start",
  "out-of-reach": "out of reach",
};

/** Whether an image runs, and why not. */
export function toRuns(seen: Seen, column: ComparisonColumn): ProbeCell {
  const { outcome, reason, cure, starts } = seen;
  const texts = [reason, cure, seen.log.trim().split("\n").slice(-5).join("\n")].filter(Boolean);
  const evidence = {
    texts: texts.flatMap((each) => each ?? []),
    href: `/images/${column.image.imageId}#probe`,
  };
  if (outcome === "runs") {
    return { value: text("yes"), note: `${starts.healthy} of ${starts.tried} starts`, evidence };
  }
  return {
    value: { kind: "failed", text: OUTCOME_WORDS[outcome], why: reason ?? "" },
    ...(seen.exitCode === undefined ? {} : { note: `exit code ${seen.exitCode}` }),
    evidence,
    ...toBreakage(seen),
  };
}

/** What fails when the image is run, and the line that mends it; empty where nothing does. */
export function toBreakage({ outcome, reason, cure, https }: ImageProbe): { breaks?: string; mend?: string } {
  if (outcome !== "runs") return { breaks: joinSentences(reason, cure) };
  if (https?.state === "seen" && https.roots === 0 && !https.without.isTrusted) {
    return {
      breaks: `Every HTTPS call fails: ${https.without.said}.`,
      ...(https.cure === undefined ? {} : { mend: https.cure }),
    };
  }
  return {};
}

/** Whether it tells whom it talks to; undefined where it was not asked. */
export function toHttps(seen: Seen): ProbeCell | undefined {
  const { https } = seen;
  if (https === undefined) return undefined;
  if (https.state === "cannot-tell") return cannotTell(https);
  const { roots, without, with: given } = https;
  const texts = [
    `unknown authority: ${without.said}`,
    ...(given ? [`its authority in the image: ${given.said}`] : []),
    ...(https.cure ? [https.cure] : []),
  ];
  const evidence = { texts, href: "" };
  if (without.isTrusted)
    return { value: { kind: "failed", text: "trusts anybody", why: https.cure ?? "" }, evidence };
  if (roots === 0)
    return {
      value: { kind: "failed", text: "fails", why: without.said },
      note: "no authority in the image",
      evidence,
      ...toBreakage(seen),
    };
  return {
    value: text(roots === undefined ? "checks" : `${roots} authorities`),
    note: given ? (given.isTrusted ? "takes another when given" : "refuses one that it is given") : "",
    evidence,
  };
}
