import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseInput } from "./parse-input.ts";

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  id: z.string().min(4, "is no id").optional(),
});

describe("what came from outside", () => {
  it.each([
    [{}, "`name`: is missing."],
    [{ name: "" }, "`name`: is empty."],
    [{ name: "abcdef" }, "`name`: has over 5 characters."],
    [{ name: "a", id: "b" }, "`id`: is no id."],
    [{ name: "a\u0000" }, "`name` holds a character that is not text (NUL or half a pair)."],
  ])("is refused in words: %j", (value, message) => {
    expect(() => parseInput(schema, value, "body")).toThrow(message);
  });

  it("names the field that is not known", () => {
    expect(() => parseInput(schema, { name: "a", other: 1 }, "body")).toThrow(/^`other`: /);
  });
});
