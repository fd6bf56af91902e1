import { z } from "zod";
import { statusView } from "../../status/schemas.ts";
import { KNOB_KEYS, LINKAGES } from "../../variants/knobs.ts";
import { recipeView } from "../../variants/recipe-schema.ts";
import { BASE_ROLES, VARIANT_IDS } from "../../variants/variants.ts";
import { operation } from "../operation.ts";
import { noBody, nothing } from "./parts.ts";

const variantView = z.object({
  id: z.enum(VARIANT_IDS),
  title: z.string(),
  base: z.enum(BASE_ROLES).nullable(),
  libc: z.enum(["glibc", "musl"]),
  linkage: z.enum(LINKAGES),
  isDefault: z.boolean(),
  summary: z.string(),
  tradeoff: z.string(),
});

const recipePreset = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  recipe: recipeView,
});

const knobView = z.object({
  key: z.enum(KNOB_KEYS),
  name: z.string().describe("as a recipe's name writes it"),
  title: z.string(),
  why: z.string(),
  choices: z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), words: z.string() })),
  standard: z.union([z.string(), z.number(), z.boolean()]),
});

const call = { method: "get", params: nothing, query: nothing, body: noBody } as const;

export const getStatusOperation = operation({
  ...call,
  id: "getStatus",
  path: "/status",
  summary: "What is up: database, engine, worker, scanner, bases, queue",
  answers: { 200: { description: "The state of every part", schema: statusView } },
  errors: [],
});

export const listVariantsOperation = operation({
  ...call,
  id: "listVariants",
  path: "/variants",
  summary: "The ways to package a service",
  answers: { 200: { description: "The catalogue", schema: z.object({ variants: z.array(variantView) }) } },
  errors: [],
});

export const listRecipesOperation = operation({
  ...call,
  id: "listRecipes",
  path: "/recipes",
  summary: "The ways to compile a service",
  answers: {
    200: {
      description: "The catalogue",
      schema: z.object({ recipes: z.array(recipePreset), knobs: z.array(knobView) }),
    },
  },
  errors: [],
});

export const openSessionOperation = operation({
  id: "openSession",
  method: "post",
  path: "/session",
  summary: "Give a browser the token as a cookie",
  params: nothing,
  query: nothing,
  body: z.strictObject({ token: z.string().min(1).max(1000) }),
  answers: { 204: { description: "The token is right; the cookie is set" } },
  errors: ["unauthorized"],
  needsToken: false,
});
