import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { OPERATIONS } from "./operations/index.ts";

const root = new URL("../../app/api/v1/", import.meta.url).pathname;

/** `get /runs/{id}` for every method that a route file exports. */
function handledCalls(): string[] {
  return globSync("**/route.ts", { cwd: root }).flatMap((file) => {
    const path = `/${dirname(file).replaceAll(/\[(\w+)\]/g, "{$1}")}`;
    const methods = readFileSync(`${root}${file}`, "utf8").matchAll(/^export const ([A-Z]+) = route\(/gm);
    return [...methods].map((method) => `${method[1]?.toLowerCase()} ${path}`);
  });
}

describe("the API", () => {
  it("documents every call that is handled, and handles every call that is documented", () => {
    const documented = OPERATIONS.map((operation) => `${operation.method} ${operation.path}`);
    expect(handledCalls().sort()).toEqual(documented.sort());
  });

  it.each(OPERATIONS.filter(({ method, takesFile }) => method !== "get" && takesFile !== true))(
    "refuses a field that the body of $id does not have",
    ({ body }) => {
      const issues = body.safeParse({ unheardOf: 1 }).error?.issues;
      expect(issues).toContainEqual(
        expect.objectContaining({ code: "unrecognized_keys", keys: ["unheardOf"] }),
      );
    },
  );
});
