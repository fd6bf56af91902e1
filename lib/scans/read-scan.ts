import type { Db } from "../db/client.ts";
import { AppError } from "../errors.ts";
import type { ScanExport } from "../findings/export-context.ts";
import { judgeFindings } from "../findings/judge-findings.ts";
import { readSuppressions } from "../findings/list-suppressions.ts";
import { coverage } from "../findings/schemas.ts";
import { findImageId } from "../images/find-image-id.ts";
import { FINDING_COLUMNS, PACKAGE_COLUMNS, toFinding, toPackage } from "./stored-finding.ts";
import { SCAN_COLUMNS, toScanDatabase } from "./to-scan-view.ts";

export type StoredScan = ScanExport & { scanId: string };

/** A scan by its own id, or the newest that succeeded of an image. */
export type ScanReference = { scanId: string } | { imageId: string };

type Options = { withPackages: boolean; now: Date };

/**
 * Everything that one scan found, each finding with its acceptance as of `now`. Throws bad-input, not-found (also where
 * the image has no finished scan yet).
 */
export async function readScan(
  database: Db,
  reference: ScanReference,
  options: Options,
): Promise<StoredScan> {
  const where =
    "scanId" in reference
      ? { id: reference.scanId }
      : { imageId: await findImageId(database, reference.imageId, "imageId") };
  const row = await database.scan.findFirst({
    where: { ...where, status: "succeeded" },
    orderBy: { finishedAt: "desc" },
    select: {
      ...SCAN_COLUMNS,
      findings: { select: FINDING_COLUMNS, orderBy: { index: "asc" } },
      packages: options.withPackages && { select: PACKAGE_COLUMNS, orderBy: { index: "asc" } },
      image: { include: { service: { select: { id: true, slug: true } } } },
    },
  });
  if (!row?.finishedAt) throw notScanned(reference);
  const { image } = row;
  const suppressions = (await readSuppressions(database, [image.serviceId])).get(image.serviceId) ?? [];
  const findings = judgeFindings(row.findings.map(toFinding), suppressions, {
    variant: image.variant,
    now: options.now,
  });
  return {
    scanId: row.id,
    image: {
      imageId: image.imageId,
      service: image.service.slug,
      variant: image.variant,
      platform: image.platform,
    },
    scanner: { name: "Trivy", version: row.scannerVersion ?? "" },
    database: toScanDatabase(row),
    scannedAt: row.finishedAt.toISOString(),
    coverage: coverage.parse(row.coverage),
    packages: (row.packages ?? []).map(toPackage),
    findings: row.hasFindings ? findings : undefined,
  };
}

function notScanned(reference: ScanReference): AppError {
  return "scanId" in reference
    ? new AppError("not-found", `There is no finished scan ${reference.scanId}.`)
    : new AppError("not-found", `Image ${reference.imageId} has not been scanned yet. Scan it first.`);
}
