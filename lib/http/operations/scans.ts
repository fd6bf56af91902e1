import { z } from "zod";
import { CAUSES } from "../../findings/diff-scans.ts";
import { coverage, finding, scanDatabase } from "../../findings/schemas.ts";
import { scanView } from "../../scans/schemas.ts";
import { startAllScansInput } from "../../scans/start-scan.ts";
import { operation } from "../operation.ts";
import { imageParams, noBody, nothing, queryInteger } from "./parts.ts";

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
