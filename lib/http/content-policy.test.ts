import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contentPolicy } from "./content-policy.ts";

const directives = new Map(
  contentPolicy("bm9uY2U=")
    .split("; ")
    .map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
);

describe("contentPolicy", () => {
  it("lets scripts and style elements in by the answer's nonce, and nothing inline but attributes' styles", () => {
    expect(directives.get("script-src")).toContain("'nonce-bm9uY2U='");
    expect(directives.get("style-src")).toContain("'nonce-bm9uY2U='");
    const inline = [...directives].filter(([, sources]) => sources.some((each) => /unsafe/.test(each)));
    expect(inline).toEqual([["style-src-attr", ["'unsafe-inline'"]]]);
  });

  it("knows the rules that sonner puts into the page, as they are in the version that is installed", () => {
    const module = readFileSync(new URL(import.meta.resolve("sonner")), "utf8");
    const [, written = '""'] = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(module) ?? [];
    const hash = createHash("sha256")
      .update(String(JSON.parse(written)))
      .digest("base64");
    expect(directives.get("style-src")).toContain(`'sha256-${hash}'`);
  });
});
