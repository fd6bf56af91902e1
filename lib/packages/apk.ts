/** A package as Alpine's database has it. */
export type ApkRecord = {
  name: string;
  version: string;
  architecture: string | undefined;
  /** The aport it was built from. */
  origin: string | undefined;
  licence: string | undefined;
  installedBytes: number | undefined;
  description: string | undefined;
  /** Files it owns, from the image's root, without a leading slash. */
  files: string[];
};

/** Alpine moved its database into /usr with 3.23; both places are in use. */
export const APK_DATABASE_PATHS = ["lib/apk/db/installed", "usr/lib/apk/db/installed"] as const;

const MAX_PACKAGES = 50_000;

/** The packages of an apk database. Source: https://wiki.alpinelinux.org/wiki/Apk_spec (installed database V2). */
export function parseApkDatabase(text: string): ApkRecord[] {
  const records: ApkRecord[] = [];
  for (let start = 0; start < text.length && records.length < MAX_PACKAGES; ) {
    const blank = text.indexOf("\n\n", start);
    const end = blank < 0 ? text.length : blank;
    const record = toRecord(text.slice(start, end).trim());
    if (record !== undefined) records.push(record);
    start = end + 2;
  }
  return records;
}

function toRecord(block: string): ApkRecord | undefined {
  const fields = new Map<string, string>();
  const files: string[] = [];
  let folder = "";
  for (const line of block.split("\n")) {
    if (line[1] !== ":") continue;
    const value = line.slice(2).trimEnd();
    if (line.startsWith("F:")) folder = value;
    else if (line.startsWith("R:")) files.push(folder === "" ? value : `${folder}/${value}`);
    else if (!fields.has(line.slice(0, 1))) fields.set(line.slice(0, 1), value);
  }
  const [name, version] = [fields.get("P"), fields.get("V")];
  if (!name || !version) return undefined;
  const size = Number(fields.get("I") ?? Number.NaN);
  return {
    name,
    version,
    architecture: fields.get("A"),
    origin: fields.get("o"),
    licence: fields.get("L") || undefined,
    installedBytes: Number.isSafeInteger(size) && size >= 0 ? size : undefined,
    description: fields.get("T"),
    files,
  };
}
