import { badArchive } from "./bad-archive.ts";

export type PaxRecords = Map<string, Buffer>;

/** The records `<length> <key>=<value>\n` of a PAX header. Throws bad-archive where the lengths do not fit. */
export function parsePax(bytes: Buffer): PaxRecords {
  const records: PaxRecords = new Map();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const digits = space < 0 ? "" : bytes.toString("latin1", at, space);
    const length = /^[0-9]{1,9}$/.test(digits) ? Number.parseInt(digits, 10) : 0;
    const end = at + length;
    const equals = bytes.indexOf(0x3d, space + 1);
    if (length === 0 || end > bytes.length || bytes[end - 1] !== 0x0a || equals < 0 || equals >= end)
      throw badArchive("a PAX record is malformed");
    records.set(bytes.toString("latin1", space + 1, equals), bytes.subarray(equals + 1, end - 1));
    at = end;
  }
  return records;
}

/** A record that must be a number of bytes or an id; undefined where it is absent or empty. Throws bad-archive. */
export function paxNumber(records: PaxRecords | undefined, key: string): number | undefined {
  const text = records?.get(key)?.toString("latin1");
  if (text === undefined || text === "") return undefined;
  const value = /^[0-9]{1,16}$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw badArchive(`the PAX record ${key} is no number`);
  return value;
}

/** Milliseconds since the epoch of a record such as `1350244992.023960108`; undefined where there is none. */
export function paxTimeMs(records: PaxRecords | undefined, key: string): number | undefined {
  const text = records?.get(key)?.toString("latin1");
  if (text === undefined || text === "") return undefined;
  if (!/^-?[0-9]{1,12}(\.[0-9]*)?$/.test(text)) throw badArchive(`the PAX record ${key} is no time`);
  return Math.trunc(Number.parseFloat(text) * 1000);
}

const XATTR = "SCHILY.xattr.";

/** Extended attributes, values as base64; undefined where there are none. */
export function paxXattrs(records: PaxRecords | undefined): Record<string, string> | undefined {
  if (records === undefined) return undefined;
  let xattrs: Record<string, string> | undefined;
  for (const [key, value] of records) {
    if (!key.startsWith(XATTR)) continue;
    xattrs ??= Object.create(null) as Record<string, string>;
    xattrs[key.slice(XATTR.length)] = value.toString("base64");
  }
  return xattrs;
}
