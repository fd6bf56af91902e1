import { describe, expect, it } from "vitest";
import { parseCompareQuery } from "@/lib/compare/query.ts";
import { sampleComparison, THREE } from "@/lib/compare/testing/sample-comparison.ts";
import { toChips, toKept, toSubjects } from "./choices.ts";

const sample = { ...sampleComparison(THREE, "distroless-cc"), recipe: "small" };
const read = (query: string) => parseCompareQuery(new URLSearchParams(query));

describe("what a comparison's choices lead to", () => {
  it("stays with a run's recipe where a variant is taken out of it", () => {
    const scratch = toChips(read("service=sample&run=2"), sample).find(({ name }) => name === "scratch");
    const { run, recipe, variants } = read(scratch?.href.split("?")[1] ?? "");
    expect([run, recipe]).toEqual([undefined, "small"]);
    expect(variants).not.toContain("scratch");
  });

  it("carries all of the view along in forms", () => {
    const query = "service=sample&recipe=small&ref=alpine&size=compressed&unit=MiB&rows=all&published=on";
    const kept = new URLSearchParams(toKept(read(query), sample).map(([name, value]) => [name, value]));
    expect(read(kept.toString())).toEqual(read(query));
  });

  it("lets another service or recipe begin without images that were named", () => {
    const services = ["sample", "other"].map((slug) => ({ slug, title: slug }));
    const [service, recipe] = toSubjects(sample, services);
    expect(service?.clears).toEqual(expect.arrayContaining(["images", "run", "order", "ref"]));
    expect(recipe?.clears).toEqual(["images", "run", "order", "ref"]);
  });
});
