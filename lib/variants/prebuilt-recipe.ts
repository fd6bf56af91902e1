/** What a prebuilt service has in the place of a recipe: nothing was compiled here, so nothing can be set. */
export const PREBUILT_RECIPE = {
  id: "prebuilt",
  summary: "compiled elsewhere, shipped byte for byte",
} as const;
