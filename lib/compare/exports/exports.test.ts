import { describe, expect, it } from "vitest";
import { BLIND } from "../../findings/testing/samples.ts";
import type { Comparison } from "../../images/schemas.ts";
import { sampleComparison, THREE } from "../testing/sample-comparison.ts";
import { withScans } from "../testing/with-scans.ts";
import { toComparisonCsv, toCsvCell } from "./csv.ts";
import { escapeText, MAX_MARKDOWN, toComparisonMarkdown } from "./markdown.ts";

const sample = sampleComparison(THREE, "distroless-cc");
const options = {
  query: { measure: "uncompressed", unit: "MB" },
  link: { label: "Live view", url: "http://diet.test/compare?service=sample" },
} as const;

/** The same with the first image as often as told, each with an entrypoint of its own. */
function many(count: number, entrypoint: string): Comparison {
  const [first] = sample.columns;
  if (!first) throw new Error("no sample");
  const columns = Array.from({ length: count }, (_, index) => ({
    ...first,
    isReference: index === 0,
    image: {
      ...first.image,
      imageId: `sha256:${String(index).padStart(64, "0")}`,
      config: { ...first.image.config, entrypoint: [`${index} ${entrypoint}`] },
    },
  }));
  return { ...sample, columns };
}

describe("toComparisonMarkdown", () => {
  const text = toComparisonMarkdown(sample, options);

  it("holds the verdict, the figures with their deltas and the permalink", () => {
    expect(text).toContain("### sample: 3 images compared");
    expect(text).toContain("scratch is the lightest at 5.82 MB");
    expect(text).toContain("| | distroless-cc (reference) | scratch | base-nossl |");
    expect(text).toContain("| **5.82 MB**<br>▼ −25.78 MB, −81.6 % |");
    expect(text).toContain("[Live view](http://diet.test/compare?service=sample)");
  });

  it("is a table whose every line has the same cells", () => {
    const lines = text.split("\n").filter((line) => line.startsWith("|"));
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(line.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  it("stays below what a comment may hold, and says what it left out", () => {
    const long = toComparisonMarkdown(many(12, "/very/long ".repeat(3000)), options);
    expect(long.length).toBeLessThan(MAX_MARKDOWN);
    const worst = many(12, "x");
    const wide = {
      ...worst,
      columns: worst.columns.map((column) => ({
        ...column,
        image: {
          ...column.image,
          config: {
            ...column.image.config,
            workingDir: `/${"w|".repeat(4000)}`,
            exposedPorts: ["p@".repeat(4000)],
          },
        },
      })),
    };
    const cut = toComparisonMarkdown(wide, options);
    expect(cut.length).toBeLessThan(MAX_MARKDOWN);
    expect(cut).toContain("[Live view](");
  });

  it("lets no name become markup, a mention or an issue", () => {
    expect(escapeText("a|b `c` <img> @all #12 [x](y)\nz")).toBe(
      "a\\|b \\`c\\` &lt;img&gt; &#64;all &#35;12 \\[x\\](y) z",
    );
  });
});

describe("toComparisonCsv", () => {
  const lines = toComparisonCsv(sample).split("\r\n");

  it("gives bytes and milliseconds, with their unit", () => {
    expect(lines[0]).toBe("group,row,unit,distroless-cc,scratch,base-nossl");
    expect(lines).toContain('Weight,"Size, uncompressed",bytes,31600000,5820000,19700000');
    expect(lines).toContain("Build,Build took,ms,9000,8000,7000");
  });

  it("never writes a figure for what nobody saw", () => {
    const blind = withScans(
      sample,
      sample.columns.map(() => ({ coverage: BLIND, findings: [] })),
    );
    const csv = toComparisonCsv(blind);
    expect(csv).toContain("Exposure,Findings,,not scannable,not scannable,not scannable");
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-2", "'-2"],
    ["\tx", "'\tx"],
    ['a "b", c', '"a ""b"", c"'],
    ["plain", "plain"],
  ])("makes %j inert", (text, cell) => {
    expect(toCsvCell(text)).toBe(cell);
  });

  it("guards what images say of themselves", () => {
    expect(toComparisonCsv(withEntrypoint("=cmd|' /C calc'!A0"))).toContain("'=cmd|' /C calc'!A0");
  });
});

function withEntrypoint(entrypoint: string): Comparison {
  const columns = sample.columns.map((column) => ({
    ...column,
    image: { ...column.image, config: { ...column.image.config, entrypoint: [entrypoint] } },
  }));
  return { ...sample, columns };
}
