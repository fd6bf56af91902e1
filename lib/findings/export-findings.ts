import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { readScan } from "../scans/read-scan.ts";
import type { ScanExport } from "./export-context.ts";
import { toCsv } from "./to-csv.ts";
import { toCycloneDx } from "./to-cyclonedx.ts";
import { toSarif } from "./to-sarif.ts";

const EXPORT_FORMATS = ["csv", "sarif", "cyclonedx"] as const;

const input = z.object({
  imageIds: z.array(z.string().max(100)).min(1).max(12),
  format: z.enum(EXPORT_FORMATS),
});

export type FindingsExport = { text: string; mediaType: string; fileName: string };

const MEDIA = {
  csv: { mediaType: "text/csv; charset=utf-8", extension: "csv" },
  sarif: { mediaType: "application/sarif+json", extension: "sarif" },
  cyclonedx: { mediaType: "application/vnd.cyclonedx+json; version=1.6", extension: "cdx.json" },
} as const;

/**
 * The newest scans of images as a file for other tools; CycloneDX holds one image. Throws bad-input, not-found (also
 * where one has not been scanned), database-unavailable.
 */
export async function exportFindings(
  raw: z.input<typeof input>,
  options: { database?: Db; now?: Date } = {},
): Promise<FindingsExport> {
  const { database = db(), now = new Date() } = options;
  const { imageIds, format } = parseInput(
    input.refine((value) => value.format !== "cyclonedx" || value.imageIds.length === 1, {
      path: ["imageIds"],
      message: "CycloneDX holds one image; give one",
    }),
    raw,
    "query",
  );
  const scans = await withDatabaseErrors(() =>
    Promise.all(imageIds.map((imageId) => readScan(database, { imageId }, { withPackages: true, now }))),
  );
  return toFile(format, scans);
}

function toFile(format: (typeof EXPORT_FORMATS)[number], scans: readonly ScanExport[]): FindingsExport {
  const [first] = scans;
  if (!first) throw new AppError("bad-input", "`imageIds`: there is none.", { field: "imageIds" });
  const { service, variant } = first.image;
  const { mediaType, extension } = MEDIA[format];
  const fileName = `${scans.length === 1 ? `${service}-${variant}` : service}-findings.${extension}`;
  if (format === "csv") return { text: toCsv(scans), mediaType, fileName };
  const content = format === "sarif" ? toSarif(scans) : toCycloneDx(first);
  return { text: `${JSON.stringify(content, null, 2)}\n`, mediaType, fileName };
}
