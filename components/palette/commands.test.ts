import { describe, expect, it } from "vitest";
import { imageCommands, serviceCommands } from "./commands.ts";

const IMAGE = {
  imageId: `sha256:${"ab".repeat(32)}`,
  variant: "alpine",
  service: "whoami",
  recipe: "small",
} as const;

describe("commands", () => {
  it("of an image are found by its digest and work on it alone", () => {
    const commands = imageCommands(IMAGE);
    expect(commands.every(({ keywords }) => keywords.includes("ab".repeat(32)))).toBe(true);
    expect(commands.find(({ label }) => label === "Rebuild alpine")?.deed).toEqual({
      kind: "rebuild",
      service: "whoami",
      recipe: "small",
      variants: ["alpine"],
    });
    expect(commands.find(({ label }) => label === "Rescan alpine")?.deed).toEqual({
      kind: "rescan",
      path: `/images/${IMAGE.imageId}/scans`,
    });
  });

  it("of a service build and scan it, and lead to what is its own", () => {
    const commands = serviceCommands({ slug: "my service", title: "" });
    const deeds = commands.map(({ deed }) => deed);
    expect(deeds).toContainEqual({ kind: "rebuild", service: "my service", force: true });
    expect(deeds).toContainEqual({ kind: "go", href: "/runs?service=my%20service" });
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  });
});
