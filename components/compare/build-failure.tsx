"use client";

import { plainLine } from "@/components/runs/log-text.ts";
import type { BuildErrorView } from "@/lib/runs/schemas.ts";

/** As many as tell what is the matter; the log has the rest. */
const LAST_LINES = 10;

/** Why a build failed, where its figures would have been: the Dockerfile's line and the last words of the step. */
export function BuildFailure({ error }: { error: BuildErrorView }) {
  const lines = (error.lastLines ?? []).slice(-LAST_LINES).map(plainLine);
  return (
    <div className="order-6 col-span-full grid gap-2 rounded-control border border-bad border-l-[3px] bg-bad-wash px-3.5 py-2.5">
      <p className="[overflow-wrap:anywhere]">
        {error.dockerfileLine === undefined ? null : <b>Dockerfile line {error.dockerfileLine}: </b>}
        {error.message}
      </p>
      {lines.length > 0 ? (
        <pre className="mono max-h-[220px] overflow-auto text-ink-2 leading-[18px]">{lines.join("\n")}</pre>
      ) : null}
    </div>
  );
}
