"use client";

import dynamic from "next/dynamic";
import { markOfBuild } from "@/components/ui/build-state.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { Link } from "@/components/ui/link.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { deltaText, Unit } from "@/components/ui/size.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { formatClock, formatSeconds, formatSize, type SizeUnit } from "@/lib/format.ts";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";
import { buildDoing, buildElapsedMs, buildRatio } from "./run-progress.ts";

// Only where something failed: it is not part of the page's first load.
const BuildFailure = dynamic(() => import("./build-failure.tsx").then((module) => module.BuildFailure), {
  ssr: false,
});

/** What came of a build that has ended, against the image before it. */
function buildOutcome(build: BuildView, unit: SizeUnit): string {
  if (build.status === "failed") return build.error ? "failed" : "failed, and nothing said why";
  if (build.status === "cancelled") return "cancelled";
  if (build.sizeBytes === undefined) return "built";
  if (build.previousSizeBytes === undefined) return `${formatSize(build.sizeBytes, unit)}, its first image`;
  const bytes = build.sizeBytes - build.previousSizeBytes;
  if (bytes === 0) return `${formatSize(build.sizeBytes, unit)}, as the image before`;
  const delta = { bytes, ...(build.previousSizeBytes > 0 ? { ratio: bytes / build.previousSizeBytes } : {}) };
  return `${deltaText(delta, unit)} against the image before`;
}

/** Seconds up to two minutes, then minutes and seconds; what is expected is said in the same unit. */
function Time({ build, now }: { build: BuildView; now: number }) {
  if (!build.startedAt) return null;
  const elapsedMs = buildElapsedMs(build, now);
  const expectedMs = isGoing(build) ? build.estimateMs : undefined;
  const isLong = Math.max(elapsedMs, expectedMs ?? 0) >= 120_000;
  const format = isLong ? formatClock : formatSeconds;
  return (
    <>
      {format(elapsedMs)}
      {expectedMs === undefined ? "" : ` of about ${format(expectedMs)}`}
      <Unit>{isLong ? "min" : "s"}</Unit>
    </>
  );
}

/** One build of the run that the page follows: what it does, how long it takes, and what came of it. */
export function BuildLine({
  run,
  build,
  now,
  unit,
}: {
  run: RunView;
  build: BuildView;
  now: number;
  unit: SizeUnit;
}) {
  const running = build.status === "running";
  const ratio = buildRatio(build, now);
  return (
    <li
      className={classNames(
        "grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1.5 px-4 py-2.5 md:grid-cols-[170px_minmax(0,1fr)_auto_56px]",
        running && "bg-accent-wash",
      )}
    >
      <span className="inline-flex items-center gap-2">
        <span className="inline-flex w-2.5 justify-center">
          <StateMark state={markOfBuild(build.status)} />
        </span>
        <VariantName variant={build.variant} />
      </span>
      <span
        className={classNames(
          "order-3 col-span-full min-w-0 truncate md:order-none md:col-span-1",
          build.status === "failed" ? "text-bad" : build.status === "succeeded" && "text-ink",
        )}
      >
        {isGoing(build) ? buildDoing(build) : buildOutcome(build, unit)}
      </span>
      <span className="whitespace-nowrap text-right text-ink">
        <Time build={build} now={now} />
      </span>
      <span className="order-4 hidden text-right text-caption md:order-none md:block">
        {build.status === "failed" ? <Link href={`/runs/${run.id}`}>Open log</Link> : null}
        {build.status === "succeeded" && build.imageId ? (
          <Link href={`/images/${build.imageId}`}>Open</Link>
        ) : null}
      </span>
      {build.status === "failed" && build.error ? <BuildFailure error={build.error} /> : null}
      {running && ratio !== undefined ? (
        <div className="order-5 col-span-full">
          <Progress ratio={ratio} label={`Progress of ${build.variant}`} />
        </div>
      ) : null}
    </li>
  );
}
