import { z } from "zod";

export const serviceView = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: z.enum(["lab", "path", "git", "prebuilt"]),
  /** lab: folder below lab/services; path: absolute folder; git: URL */
  source: z.string(),
  package: z.string(),
  isDefault: z.boolean(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().optional(),
});
export type ServiceView = z.infer<typeof serviceView>;
