import type { PackageView } from "./schemas-inside.ts";

/** The packages whose name, version or purl holds these words; upper and lower case are the same. All without words. */
export function filterPackages<P extends Pick<PackageView, "name" | "version" | "purl">>(
  packages: readonly P[],
  search: string | undefined,
): P[] {
  const words = search?.trim().toLowerCase();
  if (!words) return [...packages];
  return packages.filter(({ name, version, purl }) =>
    [name, version, purl].some((text) => text.toLowerCase().includes(words)),
  );
}
