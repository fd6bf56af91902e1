import { deltaText } from "@/components/ui/size.tsx";
import type { RunView } from "@/lib/runs/schemas.ts";

/** The largest change of any image in a run against the one before it, in words; empty where the run built none. */
export function largestChange(run: RunView): string {
  const built = run.builds.filter((build) => build.sizeBytes !== undefined);
  if (built.length === 0) return "";
  const changes = built.flatMap(({ sizeBytes, previousSizeBytes }) =>
    sizeBytes === undefined || previousSizeBytes === undefined
      ? []
      : { bytes: sizeBytes - previousSizeBytes, of: previousSizeBytes },
  );
  if (changes.length === 0) return "first images";
  const largest = changes.reduce((a, b) => (Math.abs(b.bytes) > Math.abs(a.bytes) ? b : a));
  if (largest.bytes === 0) return "none";
  return deltaText({
    bytes: largest.bytes,
    ...(largest.of > 0 ? { ratio: largest.bytes / largest.of } : {}),
  });
}
