import { z } from "zod";
import { type Db, db, type Prisma } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present, presentTime, toBytes } from "../db/fields.ts";
import { parseInput } from "../parse-input.ts";
import { parseStoredVariant } from "../variants/parse-variant.ts";
import type { ListedImage } from "./schemas-list.ts";

/** What lab/Dockerfile labels an image with: the commit that its source was at. */
const REVISION = "org.opencontainers.image.revision";

const input = z.object({
  /** Each word: part of a variant, recipe or service, or the start of a digest or a commit (4 or more hex digits). */
  q: z.string().trim().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type ListImagesInput = z.input<typeof input>;

const labelled = z.object({ config: z.object({ Labels: z.record(z.string(), z.string()) }) });

/** Images that have every word of `q`, the newest first, gone ones too. Throws bad-input, database-unavailable. */
export async function listImages(raw: ListImagesInput = {}, database: Db = db()): Promise<ListedImage[]> {
  const { q = "", limit } = parseInput(input, raw, "query");
  const words = q.split(/\s+/).filter((word) => word !== "");
  const rows = await withDatabaseErrors(() =>
    database.image.findMany({
      where: { AND: words.map(matching) },
      orderBy: [{ builtAt: "desc" }, { imageId: "asc" }],
      take: limit,
      include: { service: { select: { slug: true } } },
    }),
  );
  return rows.map((row) => ({
    imageId: row.imageId,
    variant: parseStoredVariant(row.variant),
    service: row.service.slug,
    recipe: row.recipeId,
    sourceDigest: row.sourceDigest,
    ...present("revision", labelled.safeParse(row.config).data?.config.Labels[REVISION] || undefined),
    sizeBytes: toBytes(row.sizeBytes),
    builtAt: row.builtAt.toISOString(),
    ...presentTime("removedAt", row.removedAt),
  }));
}

function matching(word: string): Prisma.ImageWhereInput {
  const contains = { contains: word.replaceAll(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const hex = /^(?:sha256:)?([0-9a-f]{4,64})$/.exec(word.toLowerCase())?.[1];
  return {
    OR: [
      { variant: contains },
      { recipeId: contains },
      { service: { slug: contains } },
      ...(hex ? startingWith(hex) : []),
    ],
  };
}

function startingWith(hex: string): Prisma.ImageWhereInput[] {
  const startsWith = `sha256:${hex}`;
  return [
    { imageId: { startsWith } },
    { manifestDigest: { startsWith } },
    { sourceDigest: { startsWith } },
    { config: { path: ["config", "Labels", REVISION], string_starts_with: hex } },
  ];
}
