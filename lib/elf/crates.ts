import { findCrateName } from "./crate-name.ts";
import type { ElfTables } from "./parse-elf.ts";
import type { ElfReader } from "./reader.ts";
import { SECTION_FLAG, SECTION_TYPE, type Section } from "./sections.ts";

export type CrateSize = { name: string; sizeBytes: number; symbols: number };

/** The loaded bytes of a binary by crate, as far as its symbols tell. */
export type CrateSizes = {
  /** Largest first. */
  crates: CrateSize[];
  /** Symbols that name no crate: C, assembly, constants without a name. */
  foreignBytes: number;
  /** Loaded bytes that no symbol covers: strings, padding, unwind tables. */
  unattributedBytes: number;
  /** All loaded bytes of the file; the sum of the above. */
  totalBytes: number;
};

const FUNCTION = 2;
const OBJECT = 1;
const MAX_SYMBOLS = 2_000_000;
const MAX_CRATES = 4096;
/** Enough for the crate's name, which comes first in both manglings. */
const NAME_BYTES = 512;
const REST = "(other crates)";
const CODE = { underscore: 0x5f, R: 0x52, Z: 0x5a };

type Found = { address: Float64Array; size: Float64Array; owner: Int32Array; names: string[]; count: number };

/** Crates by bytes; undefined where no symbol table is left or it is too large. Throws bad-elf. */
export function findCrateSizes(tables: ElfTables): CrateSizes | undefined {
  const table = findSymbols(tables);
  if (table === undefined || table.sizeBytes === 0) return undefined;
  const found = readSymbols(tables, table);
  if (found === undefined || found.count === 0) return undefined;
  const loaded = tables.sections.filter(isLoaded);
  const totalBytes = loaded.reduce((sum, section) => sum + section.sizeBytes, 0);
  const bytes = new Float64Array(found.names.length + 1);
  const symbols = new Float64Array(found.names.length + 1);
  let covered = 0;
  for (const index of byAddress(found)) {
    const start = found.address[index] ?? 0;
    const end = start + (found.size[index] ?? 0);
    const owner = (found.owner[index] ?? -1) + 1;
    // one address may have many names; its bytes count once
    bytes[owner] = (bytes[owner] ?? 0) + Math.max(0, end - Math.max(start, covered));
    symbols[owner] = (symbols[owner] ?? 0) + 1;
    covered = Math.max(covered, end);
  }
  const attributed = bytes.reduce((sum, value) => sum + value, 0);
  return {
    crates: found.names
      .map((name, index) => ({ name, sizeBytes: bytes[index + 1] ?? 0, symbols: symbols[index + 1] ?? 0 }))
      .sort((a, b) => b.sizeBytes - a.sizeBytes || (a.name < b.name ? -1 : 1)),
    foreignBytes: bytes[0] ?? 0,
    unattributedBytes: totalBytes - attributed,
    totalBytes,
  };
}

/** The table that crates' bytes are counted by; the work of counting goes by its length. */
export function findSymbols({ sections }: ElfTables): Section | undefined {
  return sections.find((section) => section.type === SECTION_TYPE.symbols);
}

function isLoaded(section: Section): boolean {
  return (section.flags & SECTION_FLAG.allocate) !== 0 && section.sizeBytes > 0;
}

function readSymbols(tables: ElfTables, table: Section): Found | undefined {
  const { reader, sections } = tables;
  const strings = sections[table.link];
  const entrySize = reader.is64 ? 24 : 16;
  const total = Math.floor(table.sizeBytes / entrySize);
  if (strings === undefined || total > MAX_SYMBOLS) return undefined;
  const [infoAt, sectionAt] = reader.is64 ? [4, 6] : [12, 14];
  const [valueAt, sizeAt] = reader.is64 ? [8, 16] : [4, 8];
  const found: Found = {
    address: new Float64Array(total),
    size: new Float64Array(total),
    owner: new Int32Array(total),
    names: [],
    count: 0,
  };
  const owners = new Map<string, number>();
  for (let at = table.offset; at + entrySize <= table.offset + table.sizeBytes; at += entrySize) {
    const type = reader.u8(at + infoAt) & 15;
    const size = reader.word(at + sizeAt);
    if ((type !== FUNCTION && type !== OBJECT) || size === 0) continue;
    const section = sections[reader.u16(at + sectionAt)];
    const address = reader.word(at + valueAt);
    if (section === undefined || !isLoaded(section)) continue;
    // a symbol that leaves its section would count bytes that are not there
    if (address < section.address || address + size > section.address + section.sizeBytes) continue;
    const name = reader.u32(at);
    const crate =
      name < strings.sizeBytes && isMangled(reader, strings.offset + name)
        ? findCrateName(reader.text(strings.offset + name, NAME_BYTES))
        : undefined;
    found.address[found.count] = address;
    found.size[found.count] = size;
    found.owner[found.count] = crate === undefined ? -1 : toOwner(owners, found.names, crate);
    found.count += 1;
  }
  return found;
}

/** Whether a name begins as Rust's manglings do, which tells without making a text of it. */
function isMangled(reader: ElfReader, at: number): boolean {
  if (!reader.holds(at, 2) || reader.u8(at) !== CODE.underscore) return false;
  const second = reader.u8(at + 1);
  return second === CODE.R || second === CODE.Z;
}

function toOwner(owners: Map<string, number>, names: string[], crate: string): number {
  const known = owners.get(crate);
  if (known !== undefined) return known;
  if (names.length >= MAX_CRATES && crate !== REST) return toOwner(owners, names, REST);
  owners.set(crate, names.length);
  names.push(crate);
  return names.length - 1;
}

function byAddress(found: Found): Uint32Array {
  const order = new Uint32Array(found.count);
  for (let index = 0; index < order.length; index += 1) order[index] = index;
  const { address, size } = found;
  return order.sort((a, b) => (address[a] ?? 0) - (address[b] ?? 0) || (size[b] ?? 0) - (size[a] ?? 0));
}
