import { APK_DATABASE_PATHS, type ApkRecord, parseApkDatabase } from "./apk.ts";
import { type CatalogContext, type Cataloger, findWithLayers } from "./cataloger.ts";
import { toDistro } from "./os-release.ts";
import { toPurl } from "./purl.ts";
import type { Package, TextHistory } from "./types.ts";

/** Alpine's database, in both of its places. */
export const apkCataloger: Cataloger = {
  id: "apk",
  reads: (path) => APK_DATABASE_PATHS.some((known) => known === path),
  find: findApks,
};

function findApks(history: TextHistory, context: CatalogContext): Package[] {
  const toKey = (record: ApkRecord) => `${record.name} ${record.version}`;
  return findWithLayers(history, parseApkDatabase, toKey).map(({ record, layerIndex }) => {
    const { name, version, architecture, origin, licence, installedBytes, description } = record;
    return {
      type: "apk",
      name,
      version,
      ...(architecture !== undefined && { architecture }),
      ...(origin !== undefined && origin !== name && { source: { name: origin, version } }),
      ...(licence !== undefined && { licences: [licence] }),
      ...(installedBytes !== undefined && { declaredBytes: installedBytes }),
      ...(description !== undefined && { description }),
      layerIndex,
      foundIn: history.path,
      purl: toPurl({
        type: "apk",
        namespace: context.operatingSystem?.id ?? "alpine",
        name,
        version,
        qualifiers: { arch: architecture, distro: toDistro(context.operatingSystem) },
      }),
    };
  });
}
