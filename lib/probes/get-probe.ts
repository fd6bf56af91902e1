import { z } from "zod";
import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { findImageId } from "../images/find-image-id.ts";
import { parseInput } from "../parse-input.ts";
import type { ProbeView } from "./schemas.ts";
import { PROBE_COLUMNS, toProbeView } from "./to-probe-view.ts";

const idInput = z.object({ id: z.uuid("is no probe id (a UUID)") });
const listInput = z.object({
  imageId: z.string().max(100),
  limit: z.number().int().min(1).max(100).default(20),
});

/** One probe, with what was seen of each image. Throws bad-input, not-found, database-unavailable. */
export async function getProbe(raw: z.input<typeof idInput>, database: Db = db()): Promise<ProbeView> {
  const { id } = parseInput(idInput, raw, "id");
  const row = await withDatabaseErrors(() =>
    database.probe.findUnique({ where: { id }, select: PROBE_COLUMNS }),
  );
  if (!row) throw new AppError("not-found", `There is no probe ${id}.`);
  return toProbeView(row);
}

/** The probes that an image was in, the newest first. Throws bad-input, not-found, database-unavailable. */
export async function listProbes(raw: z.input<typeof listInput>, database: Db = db()): Promise<ProbeView[]> {
  const { imageId: reference, limit } = parseInput(listInput, raw, "imageId");
  return withDatabaseErrors(async () => {
    const imageId = await findImageId(database, reference, "imageId");
    const rows = await database.probe.findMany({
      where: { images: { some: { imageId } } },
      select: PROBE_COLUMNS,
      orderBy: { createdAt: "desc" },
      take: limit,
    });
    return rows.map(toProbeView);
  });
}
