import { z } from "zod";
import { ERROR_STATUS, type ErrorCode } from "../errors.ts";
import type { Answer, Operation } from "./operation.ts";

type Json = Record<string, unknown>;

type Parameter = {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: Json;
};

export type OperationObject = {
  operationId: string;
  summary: string;
  parameters?: Parameter[];
  requestBody?: Json;
  responses: Record<string, Json>;
  security: Json[];
};

export type OpenApi = {
  openapi: "3.1.0";
  info: Json;
  servers: Json[];
  paths: Record<string, Record<string, OperationObject>>;
  components: Json;
};

const errorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    field: z.string().optional(),
    requestId: z.uuid(),
  }),
});

/** The OpenAPI 3.1 document of these operations, made from the schemas that the handlers parse by. */
export function toOpenApi(operations: readonly Operation[], version: string): OpenApi {
  const paths: OpenApi["paths"] = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: toOperationObject(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Image Diet",
      version,
      description:
        "Builds one Rust service into several container image variants and compares what came out.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: { Error: toSchema(errorBody, "output") },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "IMAGE_DIET_TOKEN, where one is set" },
      },
    },
  };
}

function toOperationObject(operation: Operation): OperationObject {
  const isMutation = operation.method !== "get" && operation.needsToken !== false;
  const parameters = [...toParameters(operation.params, "path"), ...toParameters(operation.query, "query")];
  const body = operation.method === "get" ? undefined : toRequestBody(operation);
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: { ...toAnswers(operation.answers), ...toErrors(operation.errors) },
    security: isMutation ? [{}, { token: [] }] : [],
  };
}

function toParameters(schema: z.ZodType, place: "path" | "query"): Parameter[] {
  const { properties = {}, required = [] } = toSchema(schema, "input");
  return Object.entries(properties).map(([name, { description, ...rest }]) => {
    return {
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(typeof description === "string" ? { description } : {}),
      schema: rest,
    };
  });
}

function toRequestBody({ body: schema, takesFile }: Operation): Json | undefined {
  if (takesFile) return { required: true, content: { "application/octet-stream": {} } };
  const json = toSchema(schema, "input");
  if (Object.keys(json.properties ?? {}).length === 0) return undefined;
  return { required: true, content: { "application/json": { schema: json } } };
}

function toAnswers(answers: Record<number, Answer>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      {
        description: answer.description,
        ...toContent(answer),
      },
    ]),
  );
}

function toContent(answer: Answer): Json {
  const texts = [answer.type ?? [], answer.otherTypes ?? []].flat();
  const content = {
    ...(answer.schema && { "application/json": { schema: toSchema(answer.schema, "output") } }),
    ...Object.fromEntries(texts.map((type) => [type, { schema: { type: "string" } }])),
  };
  return Object.keys(content).length > 0 ? { content } : {};
}

function toErrors(codes: readonly ErrorCode[]): Record<string, Json> {
  const byStatus = new Map<number, string[]>();
  for (const code of ["bad-input", "forbidden", ...codes] as const) {
    const status = ERROR_STATUS[code].http;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const schema = { $ref: "#/components/schemas/Error" };
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      { description: names.join(", "), content: { "application/json": { schema } } },
    ]),
  );
}

type ObjectSchema = Json & { properties?: Record<string, Json>; required?: string[] };

function toSchema(schema: z.ZodType, io: "input" | "output"): ObjectSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return rest as ObjectSchema;
}
