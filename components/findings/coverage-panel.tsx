import { Tag } from "@/components/ui/tag.tsx";
import { toMarks } from "@/lib/charts/severity.ts";
import type { Coverage } from "@/lib/findings/schemas.ts";
import { CoverageMarks } from "./coverage-marks.tsx";

const VERDICTS: Record<Coverage["verdict"], string> = {
  full: "Everything that was looked for was read and looked up.",
  partial: "Parts of this image were not seen: the number of findings is a lower bound.",
  blind: "The scanner could look nothing up in this image. That nothing was found means nothing.",
};

/** What the scanner saw of this image, and what would let it see more. */
export function CoveragePanel({ coverage }: { coverage: Coverage }) {
  return (
    <div className="mb-4 rounded-plate border border-rule bg-plate px-4 py-3">
      <p className="text-ink">
        {coverage.verdict === "blind" ? (
          <Tag kind="not-scannable">not scannable</Tag>
        ) : (
          <Tag>{coverage.verdict} coverage</Tag>
        )}{" "}
        <span className="ml-1">{VERDICTS[coverage.verdict]}</span>
      </p>
      <div className="mt-2">
        <CoverageMarks marks={toMarks(coverage)} />
      </div>
      {coverage.reasons.length > 0 ? (
        <ul className="mt-2 grid max-w-[90ch] gap-1 text-caption">
          {coverage.reasons.map((reason) => (
            <li key={reason.code + reason.message}>
              {reason.message} {reason.cure ? <span className="text-ink">{reason.cure}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {coverage.verdict === "full" ? null : (
        <p className="mt-2 max-w-[90ch] text-caption text-ink-3">
          The CVEs are not gone, the attack surface is reduced: {hidden(coverage)}. A smaller image has less
          that can be attacked, not less that is wrong in the same code.
        </p>
      )}
    </div>
  );
}

/** This image's own facts about what was not looked up. */
function hidden({ os, crates }: Coverage): string {
  const parts: string[] = [];
  if (!crates.lookedUp)
    parts.push("the crates in the binary are there, whether a scanner can name them or not");
  if (os.family === undefined)
    parts.push("what an operating system would bring is either left out or linked in");
  else if (!os.lookedUp) parts.push(`the ${os.packages} packages of ${os.family} were not looked up`);
  return parts.join(", and ") || "what is old in it stays old";
}
