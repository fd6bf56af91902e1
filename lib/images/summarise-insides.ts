import type { Db } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { judgeBases } from "./judge-bases.ts";
import { type KnownBase, loadBases } from "./load-bases.ts";
import { lookInside } from "./look-inside.ts";
import { type ContentRow, readImageRow } from "./read-image-row.ts";
import type { ImageInside } from "./schemas-inside.ts";
import { toProgramView } from "./to-inside-views.ts";

/** What a comparison shows of the insides of images, by image id; those whose files are not kept are left out. */
export async function summariseInsides(
  database: Db,
  imageIds: readonly string[],
): Promise<Map<string, ImageInside>> {
  const known = new Map<string, Promise<KnownBase[]>>();
  const basesOf = (platform: string) => {
    const loading = known.get(platform) ?? loadBases(database, platform);
    known.set(platform, loading);
    return loading;
  };
  const found = await Promise.all(
    imageIds.map(async (imageId) => {
      const row = await readImageRow(database, imageId);
      return { imageId, inside: await summarise(database, row, basesOf).catch(ignoreNotKept) };
    }),
  );
  return new Map(found.flatMap(({ imageId, inside }) => (inside === undefined ? [] : [[imageId, inside]])));
}

function ignoreNotKept(error: unknown): undefined {
  if (error instanceof AppError && error.detail?.reason === "files-not-kept") return undefined;
  throw error;
}

async function summarise(
  database: Db,
  row: ContentRow,
  basesOf: (platform: string) => Promise<KnownBase[]>,
): Promise<ImageInside> {
  const { coverage, traits, binary, size } = await lookInside(database, row);
  const sizeParts = size.parts.map(({ category, baseBytes, addedBytes }) => ({
    category,
    sizeBytes: baseBytes + addedBytes,
  }));
  if (binary.state !== "read") return { coverage, traits, bases: [], sizeParts };
  const {
    machine,
    linkage,
    interpreter,
    needed,
    hardening,
    isStripped,
    hasDebugInfo,
    libc,
    allocator,
    rust,
  } = toProgramView(binary.facts);
  return {
    coverage,
    traits,
    program: {
      ...{ machine, linkage, needed, hardening, isStripped, hasDebugInfo, libc, allocator },
      ...(interpreter !== undefined && { interpreter }),
      ...(rust !== undefined && { rust }),
    },
    bases: judgeBases(binary, await basesOf(row.platform)),
    sizeParts,
  };
}
