import { z } from "zod";
import { FILE_CHANGES, FILE_FLAGS, filesPage } from "../../images/schemas-files.ts";
import { historyView } from "../../images/schemas-history.ts";
import { pullView } from "../../images/schemas-pull.ts";
import { sizeView } from "../../images/schemas-size.ts";
import { wasteView } from "../../images/schemas-waste.ts";
import { operation } from "../operation.ts";
import { flag, imageParams, noBody, nothing, queryInteger, words } from "./parts.ts";

export const listFilesOperation = operation({
  id: "listFiles",
  method: "get",
  path: "/images/{imageId}/files",
  summary: "What is in a folder of an image, in all layers or as one layer left it; or the files that match",
  params: imageParams,
  query: z.object({
    layer: queryInteger(0, 9999)
      .optional()
      .describe("the files after this layer, compared with those below; without it all, against the base"),
    path: z.string().max(4096).default("").describe("the folder; without it the root"),
    search: z.string().min(1).max(200).optional().describe("part of the path; all files below, flat"),
    changes: words(FILE_CHANGES).describe(`any of ${FILE_CHANGES.join(", ")}, by commas; flat`),
    flags: words(FILE_FLAGS).describe(`files with any of ${FILE_FLAGS.join(", ")}, by commas; flat`),
    onlyChanges: flag.describe("leave out what is unchanged, and sort by what is new or gone"),
    joined: flag.describe("show a folder that holds but one folder as one line"),
    offset: queryInteger(0, 9_999_999).default(0),
    limit: queryInteger(1, 1000).default(200),
  }),
  body: noBody,
  answers: { 200: { description: "The files, most bytes first", schema: filesPage } },
  errors: ["not-found", "database-unavailable"],
});

export const getWasteOperation = operation({
  id: "getWaste",
  method: "get",
  path: "/images/{imageId}/waste",
  summary: "Bytes of an image that no container sees, and the paths that cause them",
  params: imageParams,
  query: z.object({
    offset: queryInteger(0, 9_999_999).default(0),
    limit: queryInteger(1, 1000).default(100),
  }),
  body: noBody,
  answers: { 200: { description: "The waste, most bytes first", schema: wasteView } },
  errors: ["not-found", "database-unavailable"],
});

export const explainImageSizeOperation = operation({
  id: "explainImageSize",
  method: "get",
  path: "/images/{imageId}/size",
  summary: "What an image's bytes are for, adding up to its size",
  params: imageParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The parts", schema: sizeView } },
  errors: ["not-found", "database-unavailable"],
});

export const getHistoryOperation = operation({
  id: "getHistory",
  method: "get",
  path: "/images/{imageId}/history",
  summary: "An image's history told as a Dockerfile, with each line's bytes",
  params: imageParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The steps, oldest first", schema: historyView } },
  errors: ["not-found", "database-unavailable"],
});

export const getPullCostOperation = operation({
  id: "getPullCost",
  method: "get",
  path: "/images/{imageId}/pull",
  summary: "What a pull costs an empty host, and hosts that have the base or another variant already",
  params: imageParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "Compressed bytes", schema: pullView } },
  errors: ["not-found", "database-unavailable"],
});
