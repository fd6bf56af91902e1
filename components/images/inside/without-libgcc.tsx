import { Size } from "@/components/ui/size.tsx";
import { formatPercent } from "@/lib/format.ts";
import type { ImageBases } from "@/lib/images/schemas-inside.ts";

/** What linking libgcc into the binary saves on this service, in one sentence. */
export function WithoutLibgcc({ saving }: { saving: NonNullable<ImageBases["withoutLibgcc"]> }) {
  const { delta, isSameBinary } = saving;
  if (delta.bytes >= 0) return null;
  return (
    <p className="mb-4 max-w-[90ch] text-ink-2">
      With libgcc inside the binary, the image on base-nossl is{" "}
      <b className="text-ink">
        <Size bytes={-delta.bytes} /> lighter
      </b>{" "}
      than that on distroless-cc{delta.ratio === undefined ? null : ` (${formatPercent(-delta.ratio)})`}.{" "}
      {isSameBinary
        ? "Both images were measured, and hold the same binary."
        : "Both images were measured; that on distroless-cc has its binary linked dynamically."}
    </p>
  );
}
