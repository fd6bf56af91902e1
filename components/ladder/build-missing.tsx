"use client";

import { Button } from "@/components/ui/button.tsx";
import { useLadder } from "./ladder-live.tsx";

/** Builds every rung that has no image, or one of an older source. */
export function BuildMissing() {
  const live = useLadder();
  if (!live || live.ladder.missing.length === 0) return null;
  const count = live.ladder.missing.length;
  return (
    <Button
      look="primary"
      disabled={live.blocked !== undefined || live.isStarting}
      title={live.blocked}
      onClick={live.build}
    >
      Build {count} missing rung{count === 1 ? "" : "s"}
    </Button>
  );
}
