import { z } from "zod";
import { buildLadderInput, ladderQuery, ladderView } from "../../ladder/schemas.ts";
import { runView } from "../../runs/schemas.ts";
import { operation } from "../operation.ts";
import { noBody, nothing } from "./parts.ts";

export const getLadderOperation = operation({
  id: "getLadder",
  method: "get",
  path: "/ladder",
  summary: "A sequence of diets, rung by rung: sizes, what each step saved and what it costs",
  params: nothing,
  query: ladderQuery,
  body: noBody,
  answers: { 200: { description: "The ladder as it is now", schema: z.object({ ladder: ladderView }) } },
  errors: ["not-found", "database-unavailable"],
});

export const buildLadderOperation = operation({
  id: "buildLadder",
  method: "post",
  path: "/ladder",
  summary: "Build the rungs that a ladder lacks: one run for each recipe among them",
  params: nothing,
  query: nothing,
  body: buildLadderInput,
  answers: {
    200: { description: "Nothing was missing", schema: z.object({ runs: z.array(runView) }) },
    202: {
      description: "The runs that build what was missing",
      schema: z.object({ runs: z.array(runView) }),
    },
  },
  errors: ["unauthorized", "not-found", "conflict", "too-large", "database-unavailable"],
});
