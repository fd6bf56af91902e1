import { classNames } from "@/components/ui/class-names.ts";
import type { CoverageMark } from "@/lib/charts/severity.ts";

/** What the scanner saw: a full mark for what it looked up, a hatched one for what it could not. */
export function CoverageMarks({ marks }: { marks: readonly CoverageMark[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5 text-axis text-ink-3">
      {marks.map((mark) => (
        <li key={mark.text} className="inline-flex items-center gap-1.5">
          <i
            aria-hidden="true"
            className={classNames(
              "h-[5px] w-[22px] flex-none border border-rule-3",
              mark.isSeen ? "bg-ink-3" : "hatched",
            )}
          />
          {mark.text}
        </li>
      ))}
    </ul>
  );
}
