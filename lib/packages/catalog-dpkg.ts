import { type CatalogContext, type Cataloger, findWithLayers } from "./cataloger.ts";
import { DPKG_STATUS_PATH, type DpkgRecord, isDistrolessStatus, parseDpkgStatus } from "./dpkg.ts";
import { toDistro } from "./os-release.ts";
import { toPurl } from "./purl.ts";
import type { Package, TextHistory } from "./types.ts";

/** Debian's and Ubuntu's database. */
export const dpkgCataloger: Cataloger = {
  id: "dpkg",
  reads: (path) => path === DPKG_STATUS_PATH,
  find: findDebs,
};

/** Distroless: one status file a package. */
export const distrolessCataloger: Cataloger = {
  id: "distroless",
  reads: isDistrolessStatus,
  find: findDebs,
};

function findDebs(history: TextHistory, context: CatalogContext): Package[] {
  const toKey = (record: DpkgRecord) => `${record.name}:${record.architecture} ${record.version}`;
  return findWithLayers(history, parseDpkgStatus, toKey).map(({ record, layerIndex }) => {
    const { name, version, architecture, source, installedBytes, description } = record;
    const licences = context.findLicences(name);
    const hasOtherSource = source.name !== name || source.version !== version;
    return {
      type: "deb",
      name,
      version,
      ...(architecture !== undefined && { architecture }),
      ...(hasOtherSource && { source }),
      ...(licences !== undefined && licences.length > 0 && { licences }),
      ...(installedBytes !== undefined && { declaredBytes: installedBytes }),
      ...(description !== undefined && { description }),
      layerIndex,
      foundIn: history.path,
      purl: toPurl({
        type: "deb",
        namespace: context.operatingSystem?.id ?? "debian",
        name,
        version,
        qualifiers: { arch: architecture, distro: toDistro(context.operatingSystem) },
      }),
    };
  });
}
