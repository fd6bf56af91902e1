import { z } from "zod";
import { comparison, imageView } from "../../images/schemas.ts";
import { operation } from "../operation.ts";
import { compareParams, imageParams, noBody, nothing } from "./parts.ts";

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
  query: compareParams,
  body: noBody,
  answers: { 200: { description: "The comparison", schema: z.object({ comparison }) } },
  errors: ["not-found", "conflict", "database-unavailable"],
});
