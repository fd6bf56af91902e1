import { z } from "zod";
import { runPage, startRunInput } from "../../runs/schemas.ts";
import { operation } from "../operation.ts";
import { cursor, noBody, nothing, queryInteger, runAnswer, runParams } from "./parts.ts";

export const listRunsOperation = operation({
  id: "listRuns",
  method: "get",
  path: "/runs",
  summary: "Runs, the newest first",
  params: nothing,
  query: z.object({
    service: z.string().min(1).max(100).optional().describe("a service's name"),
    cursor,
    limit: queryInteger(1, 100).optional(),
  }),
  body: noBody,
  answers: { 200: { description: "One page of runs", schema: runPage } },
  errors: ["not-found", "database-unavailable"],
});

export const startRunOperation = operation({
  id: "startRun",
  method: "post",
  path: "/runs",
  summary: "Build variants of a service",
  params: nothing,
  query: nothing,
  body: startRunInput,
  answers: {
    200: { description: "The same is being built already: this is that run", schema: runAnswer },
    202: { description: "A new run, queued", schema: runAnswer },
  },
  errors: ["unauthorized", "not-found", "conflict", "too-large", "database-unavailable"],
});

export const getRunOperation = operation({
  id: "getRun",
  method: "get",
  path: "/runs/{id}",
  summary: "One run with its builds, their steps and attempts",
  params: runParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The run as it is now", schema: runAnswer } },
  errors: ["not-found", "database-unavailable"],
});

export const cancelRunOperation = operation({
  id: "cancelRun",
  method: "post",
  path: "/runs/{id}/cancel",
  summary: "Cancel what a run still has to do",
  params: runParams,
  query: nothing,
  body: noBody,
  answers: { 202: { description: "Its builds stop as soon as their worker sees it", schema: runAnswer } },
  errors: ["unauthorized", "not-found", "conflict", "database-unavailable"],
});
