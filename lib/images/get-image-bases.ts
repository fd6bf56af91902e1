import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { judgeBases } from "./judge-bases.ts";
import { loadBases } from "./load-bases.ts";
import { lookInside } from "./look-inside.ts";
import { readImageRow } from "./read-image-row.ts";
import { readMeasuredOn, toMeasuredOn, toWithoutLibgcc } from "./read-measured-on.ts";
import type { ImageBases } from "./schemas-inside.ts";

/**
 * Which of the bases that are known now could run an image's binary, and why not; what the images on them weigh, in
 * bytes, where they were made of the same. Throws bad-input, not-found (also
 * where its files are not kept), database-unavailable.
 */
export async function getImageBases(
  { imageId }: { imageId: string },
  database: Db = db(),
): Promise<ImageBases> {
  return withDatabaseErrors(async () => {
    const row = await readImageRow(database, imageId);
    const { binary } = await lookInside(database, row);
    const bases = binary.state === "read" ? await loadBases(database, row.platform) : [];
    const measured = await readMeasuredOn(database, row.imageId);
    const own = measured.get(row.variant);
    const isDynamic = binary.state === "read" && binary.elf.kind === "dynamic";
    return {
      imageId: row.imageId,
      bases: judgeBases(binary, bases).map((verdict) => ({
        ...verdict,
        ...present("measured", toMeasuredOn(measured.get(verdict.variant), own)),
      })),
      // what is linked statically has no libgcc to do without
      ...present("withoutLibgcc", isDynamic ? toWithoutLibgcc(measured) : undefined),
    };
  });
}
