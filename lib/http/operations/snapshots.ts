import { z } from "zod";
import { freezeInput, snapshotView } from "../../snapshots/schemas.ts";
import { operation } from "../operation.ts";
import { cursor, exportQuery, noBody, nothing, queryInteger, slugParams } from "./parts.ts";

const snapshotAnswer = z.object({ snapshot: snapshotView });

export const listSnapshotsOperation = operation({
  id: "listSnapshots",
  method: "get",
  path: "/snapshots",
  summary: "Frozen comparisons, the newest first, without their payloads",
  params: nothing,
  query: z.object({
    cursor,
    q: z.string().max(200).optional().describe("words of the title, the note, the name or the view"),
    limit: queryInteger(1, 100).optional(),
  }),
  body: noBody,
  answers: {
    200: {
      description: "One page of snapshots",
      schema: z.object({ snapshots: z.array(snapshotView), nextCursor: z.string().optional() }),
    },
  },
  errors: ["database-unavailable"],
});

export const freezeComparisonOperation = operation({
  id: "freezeComparison",
  method: "post",
  path: "/snapshots",
  summary: "Freeze a comparison for ever",
  params: nothing,
  query: nothing,
  body: freezeInput,
  answers: {
    201: {
      description: "Frozen at this address; payloadDigest is the SHA-256 of its bytes",
      schema: z.object({ slug: z.string(), url: z.string(), payloadDigest: z.string() }),
    },
  },
  errors: ["unauthorized", "not-found", "conflict", "too-large", "database-unavailable"],
});

export const getSnapshotOperation = operation({
  id: "getSnapshot",
  method: "get",
  path: "/snapshots/{slug}",
  summary: "A snapshot with its payload, byte for byte as it was frozen",
  params: slugParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The snapshot as it was frozen", schema: snapshotAnswer } },
  errors: ["not-found", "gone", "database-unavailable"],
});

export const exportSnapshotOperation = operation({
  id: "exportSnapshot",
  method: "get",
  path: "/snapshots/{slug}/export",
  summary: "A snapshot as a file; as JSON it is the very bytes that the digest is of",
  params: slugParams,
  query: exportQuery,
  body: noBody,
  answers: {
    200: {
      description: "The file",
      type: "application/json",
      otherTypes: ["text/markdown", "text/csv", "image/svg+xml", "image/png"],
    },
  },
  errors: ["not-found", "gone", "database-unavailable"],
});

export const revokeSnapshotOperation = operation({
  id: "revokeSnapshot",
  method: "delete",
  path: "/snapshots/{slug}",
  summary: "Take a snapshot's permalink back; its bytes stay stored",
  params: slugParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "Revoked", schema: snapshotAnswer } },
  errors: ["unauthorized", "not-found", "gone", "database-unavailable"],
});
