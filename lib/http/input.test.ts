import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readJsonBody } from "./body.ts";
import { parseInput, toQueryObject } from "./input.ts";

const schema = z.object({ name: z.string().max(5), list: z.array(z.number()).optional() });
const badInput = (field: string) => expect.objectContaining({ code: "bad-input", field });

describe("parseInput", () => {
  it("names the field", () => {
    expect(() => parseInput(schema, { name: "too long" }, "body")).toThrowError(badInput("name"));
    expect(() => parseInput(schema, { name: "a", list: [1, "2"] }, "body")).toThrowError(badInput("list.1"));
    expect(() => parseInput(schema, "text", "body")).toThrowError(badInput("body"));
    expect(() => parseInput(z.strictObject({}), { other: 1 }, "body")).toThrowError(badInput("other"));
  });

  it("refuses text that the database cannot hold, wherever it is", () => {
    expect(() => parseInput(schema, { name: "a\u0000b" }, "body")).toThrowError(badInput("name"));
    expect(() => parseInput(schema, { name: "a", list: ["\ud800"] }, "body")).toThrowError(
      badInput("list.0"),
    );
    expect(() => parseInput(z.unknown(), { "a\u0000": 1 }, "body")).toThrowError(
      expect.objectContaining({ code: "bad-input" }),
    );
  });

  it("joins a key that is there twice", () => {
    expect(toQueryObject(new URLSearchParams("a=1&b=2&a=3"))).toEqual({ a: "1,3", b: "2" });
  });
});

describe("readJsonBody", () => {
  const post = (body: BodyInit, type = "application/json") =>
    new Request("http://localhost/", { method: "POST", body, headers: { "content-type": type } });

  it("reads JSON, and nothing as an empty object", async () => {
    expect(await readJsonBody(post('{"a":1}', "application/json; charset=utf-8"))).toEqual({ a: 1 });
    expect(await readJsonBody(new Request("http://localhost/", { method: "POST" }))).toEqual({});
  });

  it.each([
    ["broken JSON", post("{")],
    ["bytes that are no UTF-8", post(new Uint8Array([0x22, 0xff, 0x22]))],
    ["a form, which another site could send", post("{}", "text/plain")],
  ])("refuses %s", async (_what, request) => {
    await expect(readJsonBody(request)).rejects.toThrowError(badInput("body"));
  });

  it("stops at the limit, whatever the header says", async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
    });
    const init = { method: "POST", body: endless, duplex: "half", headers: { "content-length": "2" } };
    await expect(readJsonBody(new Request("http://localhost/", init), 5000)).rejects.toThrowError(
      expect.objectContaining({ code: "too-large" }),
    );
  });
});
