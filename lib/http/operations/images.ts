import { z } from "zod";
import { comparison, imageView } from "../../images/schemas.ts";
import { operation } from "../operation.ts";
import { imageParams, noBody, nothing } from "./parts.ts";

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
  query: z.object({
    service: z.string().min(1).max(100).optional().describe("a service's name; the default one without it"),
    recipe: z.string().min(1).max(100).optional(),
    variants: z.string().max(400).optional().describe("variants by name, separated by commas"),
    images: z.string().max(1200).optional().describe("images by id instead, separated by commas"),
    run: z.string().max(100).optional().describe("only images that this run built: its id or number"),
    ref: z.string().max(100).optional().describe("what the others are compared to: a variant or an image id"),
    at: z.string().max(60).optional().describe("the newest images as of this time (ISO 8601)"),
  }),
  body: noBody,
  answers: { 200: { description: "The comparison", schema: z.object({ comparison }) } },
  errors: ["not-found", "conflict", "database-unavailable"],
});
