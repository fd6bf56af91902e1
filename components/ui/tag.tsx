import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type TagKind = "plain" | "stand-in" | "not-scannable" | "reference" | "frozen" | "failed";

const KINDS: Record<TagKind, string> = {
  plain: "border-rule-2 text-ink-3",
  "stand-in": "border-dashed border-rule-3 text-ink-2",
  "not-scannable": "hatched border-hatch text-ink-2",
  reference: "border-accent text-accent",
  frozen: "border-ink bg-ink text-bg",
  failed: "border-bad text-bad",
};

/** A word in a frame. The dashed frame means stand-in, the hatched one unknown, the accent one reference, the red one that it failed. */
export function Tag({
  kind = "plain",
  title,
  children,
}: {
  kind?: TagKind;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span
      title={title}
      className={classNames(
        "inline-block whitespace-nowrap rounded-tag border px-[5px] align-[1px] font-medium text-[11px] leading-4",
        KINDS[kind],
      )}
    >
      {children}
    </span>
  );
}

/** Said beside every base and figure that rests on one. */
export function StandInTag() {
  return (
    <Tag kind="stand-in" title="Assembled here from Debian packages, not pulled from a registry">
      stand-in
    </Tag>
  );
}
