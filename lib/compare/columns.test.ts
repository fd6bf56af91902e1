import { describe, expect, it } from "vitest";
import { moveColumn, orderColumns, toColumnKey, toColumnNames } from "./columns.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";

const sample = sampleComparison(THREE, "distroless-cc");
const variants = (comparison: typeof sample) => comparison.columns.map(({ image }) => image.variant);

/** The first image once more, as another run and maybe recipe built it. */
function withTwin(over: { recipe?: string; run?: number }): typeof sample {
  const [first] = sample.columns;
  if (!first) throw new Error("no sample");
  const run = over.run === undefined ? {} : { run: { id: "r", number: over.run } };
  const image = {
    ...first.image,
    imageId: `sha256:${"f".repeat(64)}`,
    ...run,
    recipe: over.recipe ?? "default",
  };
  return { ...sample, columns: [...sample.columns, { ...first, image, isReference: false }] };
}

describe("column names", () => {
  it("are the variants where each is there once", () => {
    expect([...toColumnNames(sample).values()]).toEqual(["distroless-cc", "scratch", "base-nossl"]);
  });

  it("tell twins apart by recipe, else by run, else by id", () => {
    const name = (over: { recipe?: string; run?: number }) =>
      [...toColumnNames(withTwin(over)).values()].at(-1);
    expect(name({ recipe: "small", run: 3 })).toBe("distroless-cc (recipe small)");
    expect(name({ run: 3 })).toBe("distroless-cc (run 3)");
    expect(name({})).toBe(`distroless-cc (${"f".repeat(12)})`);
  });

  it("are variants in a URL, and ids for twins", () => {
    expect(toColumnKey(sample, "sha256:scratch")).toBe("scratch");
    expect(toColumnKey(withTwin({}), `sha256:${"f".repeat(64)}`)).toBe("f".repeat(12));
  });
});

describe("orderColumns", () => {
  it("puts the named first and leaves the others as they were", () => {
    expect(variants(orderColumns(sample, ["base-nossl", "nobody"]))).toEqual([
      "base-nossl",
      "distroless-cc",
      "scratch",
    ]);
    expect(orderColumns(sample, undefined)).toBe(sample);
  });

  it("takes what moveColumn gives", () => {
    const order = moveColumn(sample, "sha256:scratch", -1);
    expect(variants(orderColumns(sample, order))).toEqual(["scratch", "distroless-cc", "base-nossl"]);
    expect(moveColumn(sample, "sha256:base-nossl", 1)).toBeUndefined();
  });
});
