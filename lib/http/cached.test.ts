import { describe, expect, it } from "vitest";
import { cached } from "./cached.ts";

const ask = (headers: Record<string, string> = {}, key = "a") => {
  let made = 0;
  const content = {
    type: "text/plain",
    make: () => {
      made += 1;
      return "hello";
    },
  };
  return cached(new Request("http://127.0.0.1/", { headers }), key, content).then((response) => ({
    response,
    tag: response.headers.get("etag") ?? "",
    made: () => made,
  }));
};

describe("cached", () => {
  it("makes nothing for a reader that has it already", async () => {
    const first = await ask();
    expect([first.response.status, await first.response.text()]).toEqual([200, "hello"]);
    for (const given of [first.tag, `W/${first.tag}`, `"x", ${first.tag}`, "*"]) {
      const again = await ask({ "if-none-match": given });
      expect([given, again.response.status, again.made()]).toEqual([given, 304, 0]);
      expect(again.tag).toBe(first.tag);
    }
  });

  it("answers anew where the content is another", async () => {
    const { tag } = await ask();
    const other = await ask({ "if-none-match": tag }, "b");
    expect([other.response.status, other.made()]).toEqual([200, 1]);
    expect(other.tag).not.toBe(tag);
  });
});
