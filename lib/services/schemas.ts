import { z } from "zod";
import type { VariantId } from "../variants/variants.ts";

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

/** The newest image of one variant and recipe of a service. */
export type ServiceImage = {
  variant: VariantId;
  recipe: string;
  imageId: string;
  sizeBytes: number;
  /** Undefined until it is measured. */
  compressedBytes: number | undefined;
  isRemoved: boolean;
  standIn: boolean;
  finishedAt: string;
  /** Whether it was built from the source as it is now; undefined where that cannot be read. */
  isCurrent: boolean | undefined;
};

export type ServiceOverview = {
  service: ServiceView;
  source: { digest: string; problem?: undefined } | { digest?: undefined; problem: string };
  images: ServiceImage[];
};
