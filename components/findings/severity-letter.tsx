import { classNames } from "@/components/ui/class-names.ts";
import type { Severity } from "@/lib/findings/schemas.ts";

export const SEVERITY_LOOKS: Record<Severity, string> = {
  critical: "bg-severity-critical text-(--severity-critical-ink)",
  high: "bg-severity-high text-(--severity-high-ink)",
  medium: "bg-severity-medium text-(--severity-medium-ink)",
  low: "bg-severity-low text-(--severity-low-ink)",
  unknown: "border border-rule-3 border-dashed text-ink-2",
};

export function letterOf(severity: Severity): string {
  return severity.charAt(0).toUpperCase();
}

/** A severity's colour with its letter; the word is there for readers. */
export function SeverityLetter({ severity }: { severity: Severity }) {
  return (
    <span
      className={classNames(
        "inline-grid size-5 place-items-center rounded-tag font-medium text-[11px]",
        SEVERITY_LOOKS[severity],
      )}
    >
      <span aria-hidden="true">{letterOf(severity)}</span>
      <span className="sr-only">{severity}</span>
    </span>
  );
}
