import { z } from "zod";
import { BADGE_SUBJECTS } from "../../badges/to-badge.ts";
import { budgetReference } from "../../budgets/get-budget.ts";
import { oembedAnswer, oembedQuery } from "../../social/oembed.ts";
import { VARIANT_IDS } from "../../variants/variants.ts";
import { operation } from "../operation.ts";
import { compareParams, imageParams, noBody, nothing, slugParams } from "./parts.ts";

const size = z
  .enum(["uncompressed", "compressed"])
  .default("uncompressed")
  .describe("compressed: what a pull transfers");
const unit = z.enum(["MB", "MiB"]).default("MB").describe("MB (10^6 bytes) or MiB (2^20 bytes)");

const svg = {
  200: { description: "The badge, with an ETag", type: "image/svg+xml" },
  304: { description: "The badge that the reader has is still right" },
};

export const getVariantBadgeOperation = operation({
  id: "getVariantBadge",
  method: "get",
  path: "/badges/services/{service}/{variant}",
  summary: "The newest image of a variant as a badge: its size, or its findings beside what was seen",
  params: z.object({ service: z.string().min(1).max(100), variant: z.enum(VARIANT_IDS) }),
  query: z.object({
    show: z.enum(BADGE_SUBJECTS).default("size"),
    recipe: z.string().min(1).max(100).optional(),
    size,
    unit,
  }),
  body: noBody,
  answers: svg,
  errors: ["not-found", "database-unavailable"],
});

export const getComparisonBadgeOperation = operation({
  id: "getComparisonBadge",
  method: "get",
  path: "/badges/compare",
  summary: "A comparison as a badge: its lightest image against its reference",
  params: nothing,
  query: compareParams.extend({ size, unit }),
  body: noBody,
  answers: svg,
  errors: ["not-found", "conflict", "database-unavailable"],
});

export const getSnapshotBadgeOperation = operation({
  id: "getSnapshotBadge",
  method: "get",
  path: "/badges/snapshots/{slug}",
  summary: "A snapshot as a badge, in the measure and unit that it was frozen in",
  params: slugParams,
  query: nothing,
  body: noBody,
  answers: svg,
  errors: ["not-found", "gone", "database-unavailable"],
});

export const getBudgetBadgeOperation = operation({
  id: "getBudgetBadge",
  method: "get",
  path: "/badges/budgets/{id}",
  summary: "A budget as a badge: whether the newest image keeps within it, in words",
  params: budgetReference,
  query: nothing,
  body: noBody,
  answers: svg,
  errors: ["not-found", "database-unavailable"],
});

const png = {
  200: { description: "1200 by 630 pixels, with an ETag", type: "image/png" },
  304: { description: "The picture that the reader has is still right" },
};

export const getComparisonPreviewOperation = operation({
  id: "getComparisonPreview",
  method: "get",
  path: "/previews/compare",
  summary: "What a link to a comparison shows where it is pasted: verdict and sizes as a picture",
  params: nothing,
  query: compareParams.extend({ size, unit, order: z.string().max(400).optional() }),
  body: noBody,
  answers: png,
  errors: ["not-found", "conflict", "database-unavailable"],
});

export const getSnapshotPreviewOperation = operation({
  id: "getSnapshotPreview",
  method: "get",
  path: "/previews/snapshots/{slug}",
  summary: "A snapshot's picture, the same bytes for ever; one without figures where it was revoked",
  params: slugParams,
  query: nothing,
  body: noBody,
  answers: png,
  errors: ["not-found", "database-unavailable"],
});

export const getImagePreviewOperation = operation({
  id: "getImagePreview",
  method: "get",
  path: "/previews/images/{imageId}",
  summary: "An image's picture: what its size is made of",
  params: imageParams,
  query: nothing,
  body: noBody,
  answers: png,
  errors: ["not-found", "conflict", "database-unavailable"],
});

export const getOembedOperation = operation({
  id: "getOembed",
  method: "get",
  path: "/oembed",
  summary: "oEmbed 1.0 of a link to a comparison or a snapshot of this server",
  params: nothing,
  query: oembedQuery,
  body: noBody,
  answers: { 200: { description: "The picture with a link, as HTML", schema: oembedAnswer } },
  errors: ["not-found", "gone", "conflict", "database-unavailable"],
});
