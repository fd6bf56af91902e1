import { toOpenApi } from "@/lib/http/openapi.ts";
import { operation } from "@/lib/http/operation.ts";
import { OPERATIONS } from "@/lib/http/operations/index.ts";
import { noBody, nothing } from "@/lib/http/operations/parts.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import packageJson from "@/package.json" with { type: "json" };

const getOpenApiOperation = operation({
  id: "getOpenApi",
  method: "get",
  path: "/openapi.json",
  summary: "This document",
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "OpenAPI 3.1" } },
  errors: [],
});

export const GET = route(getOpenApiOperation, async () =>
  json(200, toOpenApi(OPERATIONS, packageJson.version)),
);
