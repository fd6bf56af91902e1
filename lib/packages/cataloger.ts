import type { OperatingSystem } from "./os-release.ts";
import type { Package, TextHistory } from "./types.ts";

/** What the catalogers need to know beside their own text. */
export type CatalogContext = {
  operatingSystem: OperatingSystem | undefined;
  /** Licences from `usr/share/doc/<package>/copyright`; undefined where there is none. */
  findLicences: (packageName: string) => string[] | undefined;
};

/** Reads one kind of package database. */
export type Cataloger = {
  id: string;
  reads: (path: string) => boolean;
  find: (history: TextHistory, context: CatalogContext) => Package[];
};

/**
 * The records of a text's last version, each with the layer that brought it: the first one of those that had it
 * without a break until the end. A database is rewritten whole by every layer that installs something.
 */
export function findWithLayers<Item>(
  history: TextHistory,
  parse: (text: string) => Item[],
  toKey: (record: Item) => string,
): { record: Item; layerIndex: number }[] {
  const versions = history.versions.map(({ layerIndex, text }) => ({ layerIndex, records: parse(text) }));
  const last = versions.at(-1);
  if (last === undefined) return [];
  const since = new Map(last.records.map((record) => [toKey(record), last.layerIndex]));
  const unbroken = new Set(since.keys());
  for (const { layerIndex, records } of versions.slice(0, -1).reverse()) {
    const present = new Set(records.map(toKey));
    for (const key of unbroken) {
      if (present.has(key)) since.set(key, layerIndex);
      else unbroken.delete(key);
    }
  }
  return last.records.map((record) => ({
    record,
    layerIndex: since.get(toKey(record)) ?? last.layerIndex,
  }));
}
