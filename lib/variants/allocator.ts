/** A service's name and its cargo features; undefined where nobody could read them, which is then left to cargo. */
export type Featured = { service: string; features: readonly string[] | undefined };

/** Whether a recipe's allocator is known not to be among a service's cargo features, which is how one is chosen. */
export function lacksAllocator(features: Featured["features"], allocator: string): boolean {
  return allocator !== "system" && features !== undefined && !features.includes(allocator);
}

/** Why a service cannot be compiled with an allocator, in a sentence; undefined where it can or nobody knows. */
export function whyNoAllocator({ service, features }: Featured, allocator: string): string | undefined {
  if (features === undefined || !lacksAllocator(features, allocator)) return undefined;
  const known = features.length === 0 ? "it has no features" : `it has ${features.join(", ")}`;
  return `${allocator} is chosen by a cargo feature of that name, and ${service}'s Cargo.toml does not have it; ${known}.`;
}
