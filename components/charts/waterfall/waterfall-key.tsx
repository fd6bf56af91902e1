import type { Measure } from "@/lib/charts/waterfall.ts";

/** What the fills of a waterfall mean. */
export function WaterfallKey({ measure }: { measure: Measure }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-ink-2">
      {measure === "uncompressed" ? (
        <li className="inline-flex items-center gap-1.5">
          <i className="h-2.5 w-3.5 border border-ink-2 bg-ink-2" />
          binary
        </li>
      ) : null}
      <li className="inline-flex items-center gap-1.5">
        <i className="h-2.5 w-3.5 border border-ink-2 bg-[color-mix(in_oklab,var(--ink-2)_22%,var(--bg))]" />
        {measure === "uncompressed" ? "the rest" : "the image"}
      </li>
      <li className="inline-flex items-center gap-1.5">
        <i className="h-2.5 w-3.5 border border-rule-3 border-dashed" />
        shed by this rung
      </li>
    </ul>
  );
}
