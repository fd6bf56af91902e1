import { z } from "zod";
import { serviceView } from "../../services/schemas.ts";
import { statusView } from "../../status/schemas.ts";
import { BASE_ROLES, VARIANT_IDS } from "../../variants/variants.ts";
import { operation } from "../operation.ts";
import { noBody, nothing } from "./parts.ts";

const variantView = z.object({
  id: z.enum(VARIANT_IDS),
  title: z.string(),
  base: z.enum(BASE_ROLES).nullable(),
  libc: z.enum(["glibc", "musl"]),
  isDefault: z.boolean(),
  summary: z.string(),
  tradeoff: z.string(),
});

const recipeView = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  recipe: z.object({
    strip: z.enum(["none", "debuginfo", "symbols"]),
    optLevel: z.enum(["0", "1", "2", "3", "s", "z"]),
    lto: z.enum(["off", "thin", "fat"]),
    codegenUnits: z.number().int(),
    panic: z.enum(["unwind", "abort"]),
    auditable: z.boolean(),
    features: z.array(z.string()),
  }),
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

export const listServicesOperation = operation({
  ...call,
  id: "listServices",
  path: "/services",
  summary: "The services that can be built",
  answers: { 200: { description: "All services", schema: z.object({ services: z.array(serviceView) }) } },
  errors: ["database-unavailable"],
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
  answers: { 200: { description: "The catalogue", schema: z.object({ recipes: z.array(recipeView) }) } },
  errors: [],
});

export const openSessionOperation = operation({
  id: "openSession",
  method: "post",
  path: "/session",
  summary: "Give a browser the token as a cookie",
  params: nothing,
  query: nothing,
  body: z.object({ token: z.string().min(1).max(1000) }),
  answers: { 204: { description: "The token is right; the cookie is set" } },
  errors: ["unauthorized"],
  needsToken: false,
});
