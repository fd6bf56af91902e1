import { type ImageContent, toImageContent } from "../analysis/image-content.ts";
import type { Db } from "../db/client.ts";
import { toOrigin } from "../db/origin.ts";
import { VARIANTS, type VariantId } from "../variants/variants.ts";
import { loadBaseContent } from "./load-content.ts";
import type { BaseVerdict } from "./schemas-inside.ts";

/** What a variant stands on now; `content` undefined where its files are not kept yet. */
export type KnownBase = {
  variant: VariantId;
  architecture: string;
  base: BaseVerdict["base"];
  content: ImageContent | undefined;
};

/** The bases of a platform in the catalogue's order, scratch among them; those never resolved are left out. */
export async function loadBases(database: Db, platform: string): Promise<KnownBase[]> {
  const rows = await database.base.findMany({
    where: { platform, digest: { not: null }, origin: { not: null } },
  });
  const architecture = platform.split("/")[1] ?? "";
  const bases: KnownBase[] = [];
  for (const { id: variant, base: role } of VARIANTS) {
    if (role === null) {
      bases.push({ variant, architecture, base: undefined, content: toImageContent([]) });
      continue;
    }
    // nobody ships on the toolchain, and its files are most of all that is kept
    const row = role === "toolchain" ? undefined : rows.find((each) => each.role === role);
    if (row === undefined || row.digest === null || row.origin === null) continue;
    const { reference, digest, origin, diffIds } = row;
    const content = await loadBaseContent(database, { digest, diffIds });
    bases.push({
      variant,
      architecture,
      base: { reference, digest, origin: toOrigin(origin) },
      content,
    });
  }
  return bases;
}
