import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { toOpenApi } from "./openapi.ts";
import { OPERATIONS } from "./operations/index.ts";

const document = toOpenApi(OPERATIONS, "1.2.3");

/** Every object's schema in a schema, itself too. */
function objectsIn(schema: unknown): object[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "type" in schema && schema.type === "object" ? [schema] : [];
  return [...own, ...Object.values(schema).flatMap(objectsIn)];
}

describe("toOpenApi", () => {
  it("is valid by OpenAPI's own schema", async () => {
    const plain = JSON.parse(JSON.stringify(document));
    expect(await new Validator().validate(plain)).toMatchObject({ valid: true });
    delete plain.paths["/api/v1/runs"].get.responses;
    plain.info = {};
    expect(await new Validator().validate(plain)).toMatchObject({ valid: false });
  });

  it("names each operation once", () => {
    const ids = OPERATIONS.map((operation) => operation.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.values(document.paths).flatMap((path) => Object.keys(path))).toHaveLength(ids.length);
  });

  it("documents every parameter of a path, and none that is not in it", () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const { parameters = [] } of Object.values(operations)) {
        expect(parameters.filter((p) => p.in === "path").map((p) => p.name)).toEqual(inPath);
      }
    }
  });

  it("says where a body is a file's bytes", () => {
    const upload = document.paths["/api/v1/services/upload"]?.post;
    expect(upload?.requestBody).toEqual({ required: true, content: { "application/octet-stream": {} } });
    expect(upload?.parameters?.map(({ name, required }) => [name, required])).toEqual([
      ["name", true],
      ["title", false],
      ["replace", false],
    ]);
  });

  it("says of every object in a body that it has no other fields", () => {
    const calls = Object.values(document.paths).flatMap((operations) => Object.values(operations));
    const objects = calls.flatMap(({ requestBody }) => objectsIn(requestBody));
    expect(objects).not.toHaveLength(0);
    for (const schema of objects) expect(schema).toMatchObject({ additionalProperties: false });
  });

  it("says which answers are errors, and that changing something may need the token", () => {
    const start = document.paths["/api/v1/runs"]?.post;
    expect(Object.keys(start?.responses ?? {})).toEqual([
      "200",
      "202",
      "400",
      "401",
      "403",
      "404",
      "409",
      "413",
      "503",
    ]);
    expect(start?.security).toEqual([{}, { token: [] }]);
    expect(document.paths["/api/v1/runs"]?.get?.security).toEqual([]);
  });
});
