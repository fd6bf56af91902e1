import { z } from "zod";
import { MAX_COLUMNS, MIN_COLUMNS, TREND_AXES, trends } from "../../trends/schemas.ts";
import { VARIANT_IDS } from "../../variants/variants.ts";
import { operation } from "../operation.ts";
import { noBody, queryInteger, serviceParams, words } from "./parts.ts";

export const getTrendsOperation = operation({
  id: "getTrends",
  method: "get",
  path: "/services/{service}/trends",
  summary: "A service's images over its builds: size, findings, layers, build time, and what changed",
  params: serviceParams,
  query: z.object({
    recipe: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("a recipe's name, or `all`; the default one without it"),
    variants: words(VARIANT_IDS).describe("variants by name, separated by commas; all without it"),
    from: z.string().max(60).optional().describe("builds that ended at this time or later (ISO 8601)"),
    to: z.string().max(60).optional().describe("builds that ended at this time or earlier"),
    by: z.enum(TREND_AXES).default("run").describe("what `columns` cut: runs, evenly, or time"),
    columns: queryInteger(MIN_COLUMNS, MAX_COLUMNS)
      .optional()
      .describe("long lines keep the least and the most of each figure, and what changed, in each column"),
  }),
  body: noBody,
  answers: { 200: { description: "One line for each variant", schema: z.object({ trends }) } },
  errors: ["not-found", "database-unavailable"],
});
