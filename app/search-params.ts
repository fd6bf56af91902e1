/** A page's query as Next hands it over. */
export type Params = Record<string, string | string[] | undefined>;

/** The first of what a name was given; undefined where nothing stands there. */
export function one(value: string | string[] | undefined): string | undefined {
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** The known words of a comma-separated list, in their own order; undefined where none is known. */
export function pick<W extends string>(
  words: readonly W[],
  value: string | string[] | undefined,
): W[] | undefined {
  const asked = one(value)?.split(",") ?? [];
  const known = words.filter((word) => asked.includes(word));
  return known.length > 0 ? known : undefined;
}

/** What a form of these names has to carry along of the query around it. */
export function keptBeside(own: readonly string[], params: Params): [name: string, value: string][] {
  return Object.keys(params).flatMap((name): [string, string][] => {
    const value = own.includes(name) ? undefined : one(params[name]);
    return value === undefined ? [] : [[name, value]];
  });
}

/** The row to begin at; 0 for what is no such number. */
export function toOffset(value: string | string[] | undefined): number {
  const offset = Number(one(value));
  return Number.isSafeInteger(offset) && offset > 0 && offset < 1_000_000 ? offset : 0;
}
