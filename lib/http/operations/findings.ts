import { z } from "zod";
import { FINDINGS_MODES } from "../../charts/severity.ts";
import { ORIGINS, SEVERITIES } from "../../findings/schemas.ts";
import { findingsAcross } from "../../findings/schemas-across.ts";
import { findingsPage } from "../../findings/schemas-page.ts";
import { operation } from "../operation.ts";
import { compareParams, imageParams, noBody, nothing, queryInteger, words } from "./parts.ts";

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
