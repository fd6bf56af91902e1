import { z } from "zod";
import { comparison, imageView } from "../../images/schemas.ts";
import { listedImage } from "../../images/schemas-list.ts";
import { operation } from "../operation.ts";
import { compareParams, exportQuery, imageParams, noBody, nothing, queryInteger } from "./parts.ts";

export const listImagesOperation = operation({
  id: "listImages",
  method: "get",
  path: "/images",
  summary: "Images of every service, the newest first; found by variant, service, digest or commit",
  params: nothing,
  query: z.object({
    q: z
      .string()
      .max(200)
      .optional()
      .describe("words, all of which must fit: part of a name, or 4 or more first hex digits"),
    limit: queryInteger(1, 50).optional(),
  }),
  body: noBody,
  answers: { 200: { description: "The newest of them", schema: z.object({ images: z.array(listedImage) }) } },
  errors: ["database-unavailable"],
});

export const getImageOperation = operation({
  id: "getImage",
  method: "get",
  path: "/images/{imageId}",
  summary: "One image as it was measured",
  params: imageParams,
  query: nothing,
  body: noBody,
  answers: {
    200: {
      description: "The image; its figures stay when it is gone",
      schema: z.object({ image: imageView }),
    },
  },
  errors: ["not-found", "conflict", "database-unavailable"],
});

export const compareImagesOperation = operation({
  id: "compareImages",
  method: "get",
  path: "/compare",
  summary: "Images of one service side by side; the query is the compare page's own",
  params: nothing,
  query: compareParams.extend({
    size: z.string().max(20).optional().describe("compressed: exports tell what a pull transfers"),
    unit: z.string().max(5).optional().describe("MB (10^6 bytes) or MiB (2^20 bytes), in exports"),
    findings: z.string().max(20).optional().describe("which findings a chart counts: all, fixable, unique"),
    rows: z.string().max(20).optional().describe("the page's own; exports have every row"),
    order: z.string().max(400).optional().describe("columns by name, separated by commas, in an export"),
    published: z.string().max(10).optional().describe("the page's own; exports hold measured figures only"),
    ...exportQuery.shape,
  }),
  body: noBody,
  answers: {
    200: {
      description: "The comparison, or a file of it where `format` asks for one",
      schema: z.object({ comparison }),
      otherTypes: ["text/markdown", "text/csv", "image/svg+xml", "image/png"],
    },
  },
  errors: ["not-found", "conflict", "database-unavailable"],
});
