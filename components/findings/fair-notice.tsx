import type { FindingsMode } from "@/lib/charts/severity.ts";

/** Said wherever images on different distributions stand side by side. */
export function FairNotice({ families, mode }: { families: readonly string[]; mode: FindingsMode }) {
  if (families.length < 2) return null;
  return (
    <p className="mb-4 max-w-[90ch] text-caption text-ink-2">
      These images stand on {families.join(" and ")}, whose data are not alike: Debian also lists flaws that
      have no fix, Alpine does not.{" "}
      {mode === "fixable"
        ? "Only findings with a fix are listed, which is the fair comparison."
        : "Fixable only is the fair comparison."}
    </p>
  );
}
