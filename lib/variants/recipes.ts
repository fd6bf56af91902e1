/** How a binary is compiled. Every key is one build argument of lab/Dockerfile and part of an image's identity. */
export type Recipe = {
  strip: "none" | "debuginfo" | "symbols";
  optLevel: "0" | "1" | "2" | "3" | "s" | "z";
  lto: "off" | "thin" | "fat";
  codegenUnits: number;
  panic: "unwind" | "abort";
  auditable: boolean;
  features: readonly string[];
};

export type RecipePreset = { id: string; title: string; summary: string; recipe: Recipe };

const DEFAULT: Recipe = {
  strip: "debuginfo",
  optLevel: "3",
  lto: "off",
  codegenUnits: 16,
  panic: "unwind",
  auditable: true,
  features: [],
};

/** The recipes that can be chosen by name; the first is the default. */
export const RECIPE_PRESETS: readonly RecipePreset[] = [
  {
    id: "default",
    title: "default",
    summary: "cargo's own release profile, with cargo-auditable",
    recipe: DEFAULT,
  },
  {
    id: "small",
    title: "small",
    summary: "strip, lto fat, 1 codegen unit, with cargo-auditable",
    recipe: { ...DEFAULT, strip: "symbols", lto: "fat", codegenUnits: 1 },
  },
];

/** The preset with this id, if there is one. */
export function findRecipePreset(id: string): RecipePreset | undefined {
  return RECIPE_PRESETS.find((preset) => preset.id === id);
}

/** The Dockerfile's build arguments for a recipe. */
export function toBuildArguments(recipe: Recipe): Record<string, string> {
  return {
    STRIP: recipe.strip,
    OPT_LEVEL: recipe.optLevel,
    // cargo's own default is `false`, which still lets a crate's own codegen units see each other; its `off` does not
    LTO: recipe.lto === "off" ? "false" : recipe.lto,
    CODEGEN_UNITS: String(recipe.codegenUnits),
    PANIC: recipe.panic,
    AUDITABLE: String(recipe.auditable),
    FEATURES: recipe.features.join(","),
  };
}
