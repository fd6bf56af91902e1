import { AppError } from "../errors.ts";

// The file format of bbolt (go.etcd.io/bbolt, internal/common: page.go, meta.go, bucket.go), little-endian.
const MAGIC = 0xed0cdaed;
const FORMAT_VERSION = 2;
const PAGE_HEADER_BYTES = 16;
const ELEMENT_BYTES = 16;
const META_BYTES = 56;
const BRANCH = 0x01;
const LEAF = 0x02;
const BUCKET = 0x01;
const MAX_PAGES = 20_000;
const MAX_PAGE_BYTES = 16 * 1024 * 1024;

/** Reads `length` bytes at `position`; fewer at the end of the file. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

type Meta = { pageSize: number; rootPage: number; pages: number; transaction: bigint };

/**
 * The names of a bbolt file's top-level buckets, without reading the rest of it. Throws bad-archive for a file that is
 * cut short or no bbolt file.
 */
export async function readBucketNames(readAt: ReadAt, sizeBytes: number): Promise<Set<string>> {
  const meta = await readMeta(readAt);
  if (meta.pages * meta.pageSize > sizeBytes) {
    throw new AppError(
      "bad-archive",
      `The database file is cut short: ${sizeBytes} bytes, ${meta.pages * meta.pageSize} expected.`,
    );
  }
  const names = new Set<string>();
  const seen = new Set<number>();
  const waiting = [meta.rootPage];
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    if (page < 2 || page >= meta.pages || seen.has(page) || seen.size >= MAX_PAGES) throw damaged();
    seen.add(page);
    const { flags, elements } = await readPage(readAt, page, meta.pageSize);
    for (const element of elements) {
      if (flags === BRANCH) waiting.push(element.page);
      else if (element.isBucket) names.add(element.key);
    }
  }
  return names;
}

async function readMeta(readAt: ReadAt): Promise<Meta> {
  const first = parseMeta(await readAt(0, PAGE_HEADER_BYTES + META_BYTES + 8));
  // The second meta page follows the first; its place depends on the page size, which a torn first page hides.
  const second = parseMeta(await readAt(first?.pageSize ?? 4096, PAGE_HEADER_BYTES + META_BYTES + 8));
  const valid = [first, second].filter((meta) => meta !== undefined);
  const newest = valid.sort((a, b) => (a.transaction > b.transaction ? -1 : 1))[0];
  if (!newest) throw damaged();
  return newest;
}

function parseMeta(page: Buffer): Meta | undefined {
  if (page.length < PAGE_HEADER_BYTES + META_BYTES + 8) return undefined;
  const meta = page.subarray(PAGE_HEADER_BYTES);
  const pageSize = meta.readUInt32LE(8);
  const sound =
    meta.readUInt32LE(0) === MAGIC &&
    meta.readUInt32LE(4) === FORMAT_VERSION &&
    pageSize >= 512 &&
    pageSize <= 65_536 &&
    meta.readBigUInt64LE(META_BYTES) === fnv1a(meta.subarray(0, META_BYTES));
  if (!sound) return undefined;
  return {
    pageSize,
    rootPage: Number(meta.readBigUInt64LE(16)),
    pages: Number(meta.readBigUInt64LE(40)),
    transaction: meta.readBigUInt64LE(48),
  };
}

function fnv1a(bytes: Buffer): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash;
}

type Element = { key: string; page: number; isBucket: boolean };

async function readPage(readAt: ReadAt, page: number, pageSize: number) {
  const header = await readAt(page * pageSize, PAGE_HEADER_BYTES);
  if (header.length < PAGE_HEADER_BYTES || Number(header.readBigUInt64LE(0)) !== page) throw damaged();
  const flags = header.readUInt16LE(8);
  const count = header.readUInt16LE(10);
  const length = (header.readUInt32LE(12) + 1) * pageSize;
  if ((flags !== BRANCH && flags !== LEAF) || length > MAX_PAGE_BYTES) throw damaged();
  const bytes = await readAt(page * pageSize, length);
  const elements: Element[] = [];
  for (let index = 0; index < count; index += 1) {
    elements.push(readElement(bytes, PAGE_HEADER_BYTES + index * ELEMENT_BYTES, flags === BRANCH));
  }
  return { flags, elements };
}

function readElement(bytes: Buffer, at: number, isBranch: boolean): Element {
  if (at + ELEMENT_BYTES > bytes.length) throw damaged();
  const keyStart = at + bytes.readUInt32LE(isBranch ? at : at + 4);
  const keyEnd = keyStart + bytes.readUInt32LE(isBranch ? at + 4 : at + 8);
  if (keyEnd > bytes.length) throw damaged();
  return {
    key: bytes.toString("utf8", keyStart, keyEnd),
    page: isBranch ? Number(bytes.readBigUInt64LE(at + 8)) : 0,
    isBucket: !isBranch && (bytes.readUInt32LE(at) & BUCKET) !== 0,
  };
}

function damaged(): AppError {
  return new AppError("bad-archive", "The database file is damaged or no Trivy database.");
}
