import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The names of a package's cargo features, `default` left out; undefined where the folder's own manifest is not that of
 * the package (a workspace), or cannot be read.
 */
export async function readCargoFeatures(folder: string, name: string): Promise<string[] | undefined> {
  const manifest = await readFile(join(folder, "Cargo.toml"), "utf8").catch(() => undefined);
  return manifest === undefined ? undefined : toCargoFeatures(manifest, name);
}

/** The same of a manifest's text. Optional dependencies that no feature names with `dep:` are features as well. */
export function toCargoFeatures(manifest: string, name: string): string[] | undefined {
  const tables = new Map<string, string[]>();
  let table = "";
  for (const line of manifest.split("\n")) {
    const head = /^\s*\[([^[\]]+)\]/.exec(line)?.[1];
    if (head !== undefined) table = head.replaceAll(/["'\s]/g, "");
    else tables.set(table, [...(tables.get(table) ?? []), line]);
  }
  const package_ = tables.get("package")?.join("\n") ?? "";
  if (/^\s*name\s*=\s*["']([^"']+)["']/m.exec(package_)?.[1] !== name) return undefined;
  const body = tables.get("features")?.join("\n") ?? "";
  const named = keysOf(body);
  const optional = keysOf(
    (tables.get("dependencies") ?? []).filter((line) => /\boptional\s*=\s*true\b/.test(line)).join("\n"),
  );
  const implicit = optional.filter((key) => !body.includes(`dep:${key}`));
  return [...new Set([...named, ...implicit])].filter((key) => key !== "default").sort();
}

/** The keys of a table's lines; what goes on over several lines has none of its own. */
function keysOf(body: string): string[] {
  return [...body.matchAll(/^\s*["']?([A-Za-z0-9_-]+)["']?\s*=/gm)].flatMap((match) => match[1] ?? []);
}
