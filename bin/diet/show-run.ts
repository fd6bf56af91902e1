import { formatClock, formatSize, formatSizeDelta, shortDigest } from "../../lib/format.ts";
import type { BuildView, RunView } from "../../lib/runs/schemas.ts";
import { toTable } from "./output.ts";

function buildTime(build: BuildView): string {
  if (!build.startedAt) return "";
  const end = build.finishedAt ? new Date(build.finishedAt) : new Date();
  return formatClock(end.getTime() - new Date(build.startedAt).getTime());
}

function buildNote(build: BuildView): string {
  if (build.error) return build.error.message.split("\n")[0] ?? "";
  if (build.waitingFor) return build.waitingFor;
  if (build.sizeBytes !== undefined && build.previousSizeBytes !== undefined) {
    return `${formatSizeDelta(build.sizeBytes - build.previousSizeBytes)} to the one before`;
  }
  return build.attempt > 1 ? `attempt ${build.attempt}` : "";
}

/** A run and its builds as a few lines of text. */
export function describeRun(run: RunView): string {
  const head = `Run ${run.number}: ${run.service}, recipe ${run.recipe}, ${run.platform}, source ${shortDigest(run.sourceDigest)}: ${run.status}`;
  const rows = run.builds.map((build) => [
    build.variant,
    build.status,
    build.sizeBytes === undefined ? "" : formatSize(build.sizeBytes),
    build.imageId === undefined ? "" : shortDigest(build.imageId),
    buildTime(build),
    buildNote(build),
  ]);
  return `${head}\n${toTable(["variant", "state", "size", "image", "time", ""], rows)}`;
}

/** A run as one line of a list. */
export function runRow(run: RunView): string[] {
  const done = run.builds.filter((build) => build.status === "succeeded").length;
  return [
    String(run.number),
    run.service,
    run.recipe,
    run.status,
    `${done}/${run.builds.length}`,
    run.createdAt.slice(0, 16).replace("T", " "),
  ];
}
