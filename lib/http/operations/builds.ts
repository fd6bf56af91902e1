import { z } from "zod";
import { operation } from "../operation.ts";
import { buildParams, noBody, nothing, queryInteger, runAnswer } from "./parts.ts";

export const cancelBuildOperation = operation({
  id: "cancelBuild",
  method: "post",
  path: "/builds/{id}/cancel",
  summary: "Cancel one variant's build",
  params: buildParams,
  query: nothing,
  body: noBody,
  answers: { 202: { description: "It stops as soon as its worker sees it", schema: runAnswer } },
  errors: ["unauthorized", "not-found", "conflict", "database-unavailable"],
});

export const retryBuildOperation = operation({
  id: "retryBuild",
  method: "post",
  path: "/builds/{id}/retry",
  summary: "Try a failed or cancelled build again",
  params: buildParams,
  query: nothing,
  body: noBody,
  answers: { 202: { description: "Queued again as its next attempt", schema: runAnswer } },
  errors: ["unauthorized", "not-found", "conflict", "database-unavailable"],
});

export const getBuildLogOperation = operation({
  id: "getBuildLog",
  method: "get",
  path: "/builds/{id}/log",
  summary: "A build's log as plain text",
  params: buildParams,
  query: z.object({
    from: queryInteger(1, 999_999_999).default(1).describe("the first line wanted, from 1"),
    attempt: queryInteger(1, 1000).optional().describe("only this attempt's lines"),
  }),
  body: noBody,
  answers: { 200: { description: "The lines so far", type: "text/plain" } },
  errors: ["not-found", "database-unavailable"],
});

export const followBuildOperation = operation({
  id: "followBuild",
  method: "get",
  path: "/builds/{id}/events",
  summary:
    "A build's steps, log and states as Server-Sent Events: each as a `step`, `log` or `status` event whose id is its sequence number; resumes after Last-Event-ID",
  params: buildParams,
  query: z.object({
    after: queryInteger(0, 999_999_999)
      .default(0)
      .describe("start after this sequence number; Last-Event-ID wins"),
  }),
  body: noBody,
  answers: {
    200: {
      description: "Everything after that point, then what happens, until the end",
      type: "text/event-stream",
    },
    204: { description: "The build has ended and there is nothing after that point" },
  },
  errors: ["not-found", "database-unavailable"],
});
