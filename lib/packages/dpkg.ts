import { type Paragraph, parseParagraphs } from "./deb822.ts";

/** A package as a dpkg database has it. */
export type DpkgRecord = {
  name: string;
  version: string;
  architecture: string | undefined;
  source: { name: string; version: string };
  /** From Installed-Size, which counts in KiB and is an estimate of the packager's. */
  installedBytes: number | undefined;
  description: string | undefined;
};

/** The database of every Debian and Ubuntu. */
export const DPKG_STATUS_PATH = "var/lib/dpkg/status";
/** Distroless has one file a package here, and beside it its checksums. */
const STATUS_FOLDER = "var/lib/dpkg/status.d/";

/** Whether a path (without a leading slash) is one of those files. */
export function isDistrolessStatus(path: string): boolean {
  return (
    path.startsWith(STATUS_FOLDER) &&
    !path.endsWith(".md5sums") &&
    !path.slice(STATUS_FOLDER.length).includes("/")
  );
}

/** The installed packages of a dpkg database, or the one of a distroless status file. Source: dpkg's lib/dpkg/dpkg-db.h. */
export function parseDpkgStatus(text: string): DpkgRecord[] {
  const records: DpkgRecord[] = [];
  for (const paragraph of parseParagraphs(text)) {
    const record = toRecord(paragraph);
    if (record !== undefined) records.push(record);
  }
  return records;
}

function toRecord(paragraph: Paragraph): DpkgRecord | undefined {
  const [name, version] = [paragraph.get("package"), paragraph.get("version")];
  if (name === undefined || name === "" || version === undefined || version === "") return undefined;
  if (!isInstalled(paragraph.get("status"))) return undefined;
  const kibibytes = Number(paragraph.get("installed-size") ?? Number.NaN);
  return {
    name,
    version,
    architecture: paragraph.get("architecture"),
    source: toSource(paragraph.get("source"), name, version),
    installedBytes: Number.isSafeInteger(kibibytes) && kibibytes >= 0 ? kibibytes * 1024 : undefined,
    description: paragraph.get("description")?.split("\n", 1)[0],
  };
}

/** `want error state`: removed packages keep a paragraph for their configuration. Distroless has no such field. */
function isInstalled(status: string | undefined): boolean {
  return status === undefined || status.split(/\s+/, 3)[2] === "installed";
}

/** `glibc (2.41-12)`, or without the version where it is the package's own. */
function toSource(
  field: string | undefined,
  name: string,
  version: string,
): { name: string; version: string } {
  const match = /^(\S+)(?:\s+\(([^)]+)\))?/.exec(field ?? "");
  return { name: match?.[1] ?? name, version: match?.[2] ?? version };
}
