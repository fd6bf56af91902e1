import { z } from "zod";
import { FINDINGS_MODES } from "../../charts/severity.ts";
import { acceptInput } from "../../findings/accept-finding.ts";
import { CAUSES } from "../../findings/diff-scans.ts";
import { importInput } from "../../findings/import-suppressions.ts";
import { MAX_FILE_BYTES } from "../../findings/imported-statements.ts";
import { coverage, finding, ORIGINS, SEVERITIES, scanDatabase, suppression } from "../../findings/schemas.ts";
import { findingsAcross } from "../../findings/schemas-across.ts";
import { findingsPage } from "../../findings/schemas-page.ts";
import { scanView } from "../../scans/schemas.ts";
import { startAllScansInput } from "../../scans/start-scan.ts";
import { operation } from "../operation.ts";
import { compareParams, imageParams, noBody, nothing, queryInteger, words } from "./parts.ts";

const scanParams = z.object({ id: z.uuid("is no scan id (a UUID)") });
const scanAnswer = z.object({ scan: scanView });
const changed = z.object({ finding, causes: z.array(z.enum(CAUSES)) });
const side = z.object({
  scanId: z.uuid(),
  image: z.object({
    imageId: z.string(),
    service: z.string(),
    variant: z.string(),
    platform: z.string(),
  }),
  scanner: z.object({ name: z.string(), version: z.string() }),
  database: scanDatabase,
  scannedAt: z.iso.datetime(),
  coverage,
});

export const getFindingsOperation = operation({
  id: "getFindings",
  method: "get",
  path: "/images/{imageId}/findings",
  summary:
    "What the newest scan of an image found, worst first, with what it could see: a count never comes without its coverage",
  params: imageParams,
  query: z.object({
    severity: words(SEVERITIES).describe(`any of ${SEVERITIES.join(", ")}, separated by commas`),
    origin: words(ORIGINS).describe(`any of ${ORIGINS.join(", ")}, separated by commas`),
    mode: z
      .enum(FINDINGS_MODES)
      .default("all")
      .describe("all, only those with a fix, or different ids, which come as rows"),
    accepted: z.enum(["with", "without", "only"]).default("with"),
    search: z.string().max(200).optional(),
    offset: queryInteger(0, 999_999).default(0),
    limit: queryInteger(1, 1000).default(200),
  }),
  body: noBody,
  answers: { 200: { description: "The findings of the view", schema: findingsPage } },
  errors: ["not-found", "database-unavailable"],
});

export const listFindingsAcrossOperation = operation({
  id: "listFindingsAcross",
  method: "get",
  path: "/findings",
  summary:
    "The findings of all images of a comparison in one list: each flaw with the images that have it and those that were not looked into for it",
  params: nothing,
  query: compareParams.omit({ ref: true }).extend({
    mode: z
      .enum(FINDINGS_MODES)
      .optional()
      .describe("all, only those with a fix, or different ids; without it what is fair for these images"),
    severity: words(SEVERITIES).describe(`any of ${SEVERITIES.join(", ")}, separated by commas`),
    origin: words(ORIGINS).describe(`any of ${ORIGINS.join(", ")}, separated by commas`),
    accepted: z.enum(["with", "without", "only"]).default("with"),
    search: z.string().max(200).optional(),
    offset: queryInteger(0, 999_999).default(0),
    limit: queryInteger(1, 500).default(100),
  }),
  body: noBody,
  answers: { 200: { description: "The list, with each image's coverage", schema: findingsAcross } },
  errors: ["not-found", "conflict", "database-unavailable"],
});

export const exportFindingsOperation = operation({
  id: "exportFindings",
  method: "get",
  path: "/images/{imageId}/findings/{format}",
  summary:
    "The newest scan as a file for other tools: SARIF 2.1.0, CycloneDX 1.6 with vulnerabilities, or CSV",
  params: imageParams.extend({ format: z.enum(["csv", "sarif", "cyclonedx"]) }),
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The file", type: "application/octet-stream" } },
  errors: ["not-found", "database-unavailable"],
});

export const listScansOperation = operation({
  id: "listScans",
  method: "get",
  path: "/images/{imageId}/scans",
  summary: "An image's scans, the newest first",
  params: imageParams,
  query: z.object({ limit: queryInteger(1, 100).default(20) }),
  body: noBody,
  answers: { 200: { description: "The scans", schema: z.object({ scans: z.array(scanView) }) } },
  errors: ["not-found", "database-unavailable"],
});

export const startScanOperation = operation({
  id: "startScan",
  method: "post",
  path: "/images/{imageId}/scans",
  summary: "Scan an image again",
  params: imageParams,
  query: nothing,
  body: noBody,
  answers: {
    202: { description: "Queued", schema: scanAnswer },
    200: { description: "It was being scanned already: that scan", schema: scanAnswer },
  },
  errors: ["unauthorized", "not-found", "conflict", "database-unavailable"],
});

export const startAllScansOperation = operation({
  id: "startAllScans",
  method: "post",
  path: "/scans",
  summary: "Scan the current image of every variant again, of one service or of all",
  params: nothing,
  query: nothing,
  body: startAllScansInput,
  answers: {
    202: { description: "How many scans go on now", schema: z.object({ scans: z.number().int() }) },
  },
  errors: ["unauthorized", "not-found", "database-unavailable"],
});

export const diffScansOperation = operation({
  id: "diffScans",
  method: "get",
  path: "/scans/diff",
  summary: "What is new, gone and unchanged between two scans, with its cause: image, database or scanner",
  params: nothing,
  query: z.object({
    from: z.string().min(12).max(100).describe("a scan's id, or an image's: then its newest scan"),
    to: z.string().min(12).max(100),
  }),
  body: noBody,
  answers: {
    200: {
      description: "The differences",
      schema: z.object({
        from: side,
        to: side,
        diff: z.object({
          appeared: z.array(changed),
          gone: z.array(changed),
          unchanged: z.array(
            z.object({
              finding,
              was: finding.pick({ severity: true, status: true, fixedVersion: true }).partial().optional(),
            }),
          ),
        }),
      }),
    },
  },
  errors: ["not-found", "database-unavailable"],
});

export const getScanOperation = operation({
  id: "getScan",
  method: "get",
  path: "/scans/{id}",
  summary: "One scan",
  params: scanParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The scan", schema: scanAnswer } },
  errors: ["not-found", "database-unavailable"],
});

export const getScanLogOperation = operation({
  id: "getScanLog",
  method: "get",
  path: "/scans/{id}/log",
  summary: "What the scanner wrote beside its answer",
  params: scanParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The log", type: "text/plain" } },
  errors: ["not-found", "database-unavailable"],
});

export const cancelScanOperation = operation({
  id: "cancelScan",
  method: "post",
  path: "/scans/{id}/cancel",
  summary: "Cancel a scan",
  params: scanParams,
  query: nothing,
  body: noBody,
  answers: { 202: { description: "It stops as soon as its worker sees it", schema: scanAnswer } },
  errors: ["unauthorized", "not-found", "conflict", "database-unavailable"],
});

export const refreshScannerOperation = operation({
  id: "refreshScanner",
  method: "post",
  path: "/scanner/refresh",
  summary: "Fetch newer vulnerability data now; current images are scanned again when there is some",
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { 202: { description: "A worker was asked; /status tells how it went" } },
  errors: ["unauthorized", "database-unavailable"],
});

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
