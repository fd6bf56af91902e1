import { Tag } from "@/components/ui/tag.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { toMarks } from "@/lib/charts/severity.ts";
import { shortDigest } from "@/lib/format.ts";
import type { ScanSide } from "@/lib/scans/diff-stored-scans.ts";
import { VARIANT_IDS } from "@/lib/variants/variants.ts";
import { CoverageMarks } from "./coverage-marks.tsx";

/** The two scans that are compared: what differs between them beside the findings is what can be a cause. */
export function ChangeSides({ from, to }: { from: ScanSide; to: ScanSide }) {
  const differs = {
    image: from.image.imageId !== to.image.imageId,
    scanner: from.scanner.version !== to.scanner.version,
    database:
      from.database.fingerprint !== to.database.fingerprint ||
      from.database.updatedAt !== to.database.updatedAt,
  };
  const names = Object.entries(differs).flatMap(([name, isOther]) => (isOther ? [name] : []));
  return (
    <div className="mb-7">
      <div className="grid gap-px overflow-hidden rounded-plate border border-rule bg-rule md:grid-cols-2">
        <Side title="From" side={from} />
        <Side title="To" side={to} />
      </div>
      <p className="mt-3 text-caption text-ink-2">
        {names.length === 0
          ? "Both are of one image, with the same scanner and the same data: nothing is expected to differ."
          : `Not the same on both sides: ${names.join(", ")}. A difference names each of these that could have made it by itself.`}
        {from.coverage.verdict === to.coverage.verdict
          ? null
          : " The scanner did not see equally much of both: what is gone may only be out of sight."}
      </p>
    </div>
  );
}

function Side({ title, side }: { title: string; side: ScanSide }) {
  const variant = VARIANT_IDS.find((id) => id === side.image.variant);
  const href = `/images/${side.image.imageId}#findings`;
  return (
    <div className="bg-plate px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-caption text-ink-3">{title}</span>
        {variant ? <VariantName variant={variant} href={href} /> : side.image.variant}
        <span className="mono text-caption text-ink-3">{shortDigest(side.image.imageId)}</span>
        {side.coverage.verdict === "blind" ? (
          <Tag kind="not-scannable">not scannable</Tag>
        ) : (
          <Tag>{side.coverage.verdict} coverage</Tag>
        )}
      </p>
      <p className="mt-1 text-caption text-ink-2">
        Scanned <Timestamp iso={side.scannedAt} />, {side.scanner.name} {side.scanner.version}
        {side.database.updatedAt ? (
          <>
            , database of <Timestamp iso={side.database.updatedAt} />
          </>
        ) : null}
      </p>
      <div className="mt-1.5">
        <CoverageMarks marks={toMarks(side.coverage)} />
      </div>
    </div>
  );
}
