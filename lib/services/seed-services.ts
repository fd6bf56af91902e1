import type { Db } from "../db/client.ts";
import { LAB_SERVICES } from "./lab-services.ts";

/** Puts the lab's services into the catalogue, or brings them up to date; services of other kinds stay as they are. */
export async function seedServices(db: Db): Promise<void> {
  const existing = await db.service.findMany({ where: { isDefault: true }, select: { slug: true } });
  for (const { isDefault, ...service } of LAB_SERVICES) {
    // Whoever made another service the default keeps it.
    const becomesDefault = isDefault && existing.length === 0;
    await db.service.upsert({
      where: { slug: service.slug },
      create: { ...service, kind: "lab", isDefault: becomesDefault },
      update: { ...service, kind: "lab", ...(becomesDefault ? { isDefault } : {}) },
    });
  }
}
