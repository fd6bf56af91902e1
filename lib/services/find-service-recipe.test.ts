import { describe, expect, it } from "vitest";
import { summarizeRecipe } from "../variants/recipe-schema.ts";
import { chooseServiceRecipe, findServiceRecipe } from "./find-service-recipe.ts";

const compiled = { slug: "tiny", kind: "lab" } as const;
const prebuilt = { slug: "gate", kind: "prebuilt" } as const;

describe("a prebuilt service's recipe", () => {
  it("is the one that it has, whatever a page came with, and says nothing of settings", () => {
    for (const name of ["default", "small", "prebuilt"]) {
      expect(findServiceRecipe(prebuilt, name)).toMatchObject({ id: "prebuilt", recipe: undefined });
    }
    expect(summarizeRecipe("prebuilt", {})).toBe("compiled elsewhere, shipped byte for byte");
  });

  it("leads a page that goes on to another service to that one's usual recipe", () => {
    expect(findServiceRecipe(compiled, "prebuilt").id).toBe("default");
    expect(findServiceRecipe(compiled, "small").id).toBe("small");
  });

  it("is refused for a build where settings are asked for, and so is it of what is compiled", () => {
    expect(chooseServiceRecipe(prebuilt, "default").id).toBe("prebuilt");
    expect(() => chooseServiceRecipe(prebuilt, "small")).toThrow("`recipe`: gate is prebuilt");
    expect(() => chooseServiceRecipe(prebuilt, "default", { strip: "none" })).toThrow(
      "`knobs`: gate is prebuilt",
    );
    expect(() => chooseServiceRecipe(compiled, "prebuilt")).toThrow('there is no recipe "prebuilt"');
    expect(chooseServiceRecipe(compiled, "default", { linkage: "dynamic" }).id).toBe("linkage=dynamic");
  });
});
