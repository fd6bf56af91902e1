/** A rung's place in the database: builds and images are found by variant and recipe. */
export function keyOf({ variant, recipe }: { variant: string; recipe: string }): string {
  return `${variant} ${recipe}`;
}
