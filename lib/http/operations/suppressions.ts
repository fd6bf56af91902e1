import { z } from "zod";
import { acceptInput } from "../../findings/accept-finding.ts";
import { importInput } from "../../findings/import-suppressions.ts";
import { MAX_FILE_BYTES } from "../../findings/imported-statements.ts";
import { suppression } from "../../findings/schemas.ts";
import { operation } from "../operation.ts";
import { noBody, nothing } from "./parts.ts";

export const listSuppressionsOperation = operation({
  id: "listSuppressions",
  method: "get",
  path: "/suppressions",
  summary: "What is accepted in a service's images, with reason, author and expiry",
  params: nothing,
  query: z.object({ service: z.string().min(1).max(100).optional() }),
  body: noBody,
  answers: {
    200: { description: "The newest first", schema: z.object({ suppressions: z.array(suppression) }) },
  },
  errors: ["not-found", "database-unavailable"],
});

export const acceptFindingOperation = operation({
  id: "acceptFinding",
  method: "post",
  path: "/suppressions",
  summary: "Accept a flaw until a date; it stays visible as accepted and comes back then",
  params: nothing,
  query: nothing,
  body: acceptInput,
  answers: { 201: { description: "Accepted", schema: z.object({ suppression }) } },
  errors: ["unauthorized", "not-found", "database-unavailable"],
});

export const importSuppressionsOperation = operation({
  id: "importSuppressions",
  method: "post",
  path: "/suppressions/import",
  summary: "Take over what an OpenVEX document or a .trivyignore.yaml accepts",
  params: nothing,
  query: nothing,
  body: importInput,
  // The file stands in the JSON as a string, which can double its length.
  maxBodyBytes: 2 * MAX_FILE_BYTES + 64 * 1024,
  answers: {
    200: {
      description: "What was added, and what was passed over and why",
      schema: z.object({
        added: z.number().int(),
        known: z.number().int(),
        passedOver: z.array(z.string()),
      }),
    },
  },
  errors: ["unauthorized", "not-found", "too-large", "database-unavailable"],
});

export const revokeSuppressionOperation = operation({
  id: "revokeSuppression",
  method: "delete",
  path: "/suppressions/{id}",
  summary: "Take an acceptance back",
  params: z.object({ id: z.uuid("is no suppression's id (a UUID)") }),
  query: nothing,
  body: noBody,
  answers: { 204: { description: "Its findings count again" } },
  errors: ["unauthorized", "not-found", "database-unavailable"],
});
