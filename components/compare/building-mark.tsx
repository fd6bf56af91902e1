"use client";

import { StateMark } from "@/components/ui/state-mark.tsx";
import { isGoing } from "@/lib/job-status.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { useRebuild } from "./rebuild-context.tsx";

/** The running ring beside a figure whose successor is being built; nothing otherwise. */
export function BuildingMark({ variant }: { variant: VariantId }) {
  const run = useRebuild()?.run;
  const build = run?.builds.find((candidate) => candidate.variant === variant);
  if (!build || !isGoing(build)) return null;
  return (
    <span title={`A new image of ${variant} is being built`}>
      <StateMark state="running" />
      <span className="sr-only">a new image is being built</span>
    </span>
  );
}
