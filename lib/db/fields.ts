/** A row's BigInt as a number of bytes; sizes stay far below 2^53. */
export function toBytes(value: bigint): number {
  return Number(value);
}

/** `{[key]: value}` where there is a value, else `{}`: for optional fields that must be absent, not undefined. */
export function present<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  if (value === null || value === undefined) return {};
  const holder: { [P in K]?: V } = {};
  holder[key] = value;
  return holder;
}

/** The same for a time, as ISO 8601 text. */
export function presentTime<K extends string>(key: K, value: Date | null | undefined): { [P in K]?: string } {
  return present(key, value?.toISOString());
}
