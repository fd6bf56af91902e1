import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { toSbom } from "../packages/to-sbom.ts";
import { lookInside } from "./look-inside.ts";
import { readImageRow } from "./read-image-row.ts";

export type SbomFile = { text: string; mediaType: string; fileName: string };

/**
 * An image's bill of materials as CycloneDX 1.6 in JSON; the same image gives the same bytes. Throws bad-input,
 * not-found (also where its files are not kept), database-unavailable.
 */
export async function getImageSbom({ imageId }: { imageId: string }, database: Db = db()): Promise<SbomFile> {
  return withDatabaseErrors(async () => {
    const row = await readImageRow(database, imageId);
    const { listing, coverage } = await lookInside(database, row);
    const { service, variant, binaryPath, binarySha256 } = row;
    const text = toSbom({
      imageId: row.imageId,
      name: `${service}:${variant}`,
      createdAt: row.builtAt,
      listing,
      coverage,
      ...(binaryPath !== undefined &&
        binarySha256 !== undefined && {
          binary: { path: `/${binaryPath}`, sha256: binarySha256.replace(/^sha256:/, "") },
        }),
      diffIds: row.layers.map(({ diffId }) => diffId),
    });
    const fileName = `${service}-${variant}-${row.imageId.slice("sha256:".length, 19)}.cdx.json`;
    return { text, mediaType: "application/vnd.cyclonedx+json; version=1.6", fileName };
  });
}
