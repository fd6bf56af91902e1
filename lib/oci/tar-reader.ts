import { badArchive } from "./bad-archive.ts";
import type { FileKind } from "./file-entry.ts";
import { type PaxRecords, parsePax, paxNumber, paxTimeMs, paxXattrs } from "./pax.ts";
import { toSafeText } from "./safe-text.ts";
import { BLOCK_BYTES, isZeroBlock, parseTarHeader, type RawHeader, toFileKind } from "./tar-header.ts";

const MAX_RECORDS_BYTES = 1024 * 1024;

/** One entry with PAX and GNU records applied. Names are safe text, not yet normalised. */
export type TarEntry = {
  name: string;
  linkName: string;
  kind: FileKind;
  /** Length of the content; of a sparse file its full length, more than what is stored. */
  sizeBytes: number;
  /** What is stored is not the content but a map of it and the parts that are not zero. */
  sparse: boolean;
  mode: number;
  uid: number;
  gid: number;
  mtimeMs: number;
  xattrs: Record<string, string> | undefined;
};

/** Called in the order of the tar: entry, data any number of times, entryEnd. A chunk is only valid during its call. */
export type TarHandler = {
  entry(entry: TarEntry): void;
  data(chunk: Buffer): void;
  entryEnd(): void;
};

type State = "header" | "records" | "sparse-map" | "content" | "padding" | "end";

/**
 * Reads a tar as it is pushed in, keeping at most one header and its records in memory. Reads what Go's archive/tar
 * reads, since that is what engines use. Throws bad-archive from write and finish.
 */
export class TarReader {
  readonly #handler: TarHandler;
  #state: State = "header";
  readonly #block = Buffer.alloc(BLOCK_BYTES);
  #blockFill = 0;
  #left = 0;
  #padding = 0;
  #zeroBlocks = 0;
  #records: { typeFlag: string; parts: Buffer[] } | undefined;
  #pax: PaxRecords | undefined;
  #longName: string | undefined;
  #longLinkName: string | undefined;

  constructor(handler: TarHandler) {
    this.#handler = handler;
  }

  /** True after the two blocks of zeros that end a tar: whatever follows is not read. */
  get hasEnded(): boolean {
    return this.#state === "end";
  }

  write(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && !this.hasEnded) {
      if (this.#state === "header" || this.#state === "sparse-map") at = this.#collect(chunk, at);
      else {
        const end = Math.min(chunk.length, at + this.#left);
        if (this.#state === "content") this.#handler.data(chunk.subarray(at, end));
        else if (this.#state === "records") this.#records?.parts.push(Buffer.from(chunk.subarray(at, end)));
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#partEnd();
      }
    }
  }

  /** To be called after the last byte. */
  finish(): void {
    const between = this.#state === "header" && this.#blockFill === 0;
    const pending = this.#pax ?? this.#longName ?? this.#longLinkName;
    if (!this.hasEnded && (!between || pending !== undefined)) throw badArchive("a tar ends in the middle");
  }

  #collect(chunk: Buffer, at: number): number {
    let block: Buffer;
    let next: number;
    if (this.#blockFill === 0 && chunk.length - at >= BLOCK_BYTES) {
      next = at + BLOCK_BYTES;
      block = chunk.subarray(at, next);
    } else {
      const taken = chunk.copy(this.#block, this.#blockFill, at);
      this.#blockFill += taken;
      next = at + taken;
      if (this.#blockFill < BLOCK_BYTES) return next;
      this.#blockFill = 0;
      block = this.#block;
    }
    if (this.#state === "header") this.#takeHeader(block);
    else if (block[504] === 0) this.#startContent();
    return next;
  }

  #takeHeader(block: Buffer): void {
    if (isZeroBlock(block)) {
      this.#zeroBlocks += 1;
      if (this.#zeroBlocks === 2) this.#state = "end";
      return;
    }
    if (this.#zeroBlocks > 0) throw badArchive("a tar goes on after a block of zeros");
    const header = parseTarHeader(block);
    if ("xgLK".includes(header.typeFlag)) {
      if (header.sizeBytes > MAX_RECORDS_BYTES) throw badArchive("a tar header's records are too long");
      this.#records = { typeFlag: header.typeFlag, parts: [] };
      this.#start("records", header.sizeBytes);
      return;
    }
    this.#takeEntry(header);
  }

  #takeEntry(header: RawHeader): void {
    const { oldSparse } = header;
    const pax = this.#pax;
    const name = paxText(pax, "GNU.sparse.name") ?? paxText(pax, "path") ?? this.#longName ?? header.name;
    const linkName = paxText(pax, "linkpath") ?? this.#longLinkName ?? header.linkName;
    const storedBytes = paxNumber(pax, "size") ?? header.sizeBytes;
    const realBytes = isPaxSparse(pax)
      ? (paxNumber(pax, "GNU.sparse.realsize") ?? paxNumber(pax, "GNU.sparse.size"))
      : oldSparse?.realSizeBytes;
    const kind = toFileKind(header.typeFlag, name);
    this.#pax = this.#longName = this.#longLinkName = undefined;
    // Only files have content, whatever the size says.
    const contentBytes = kind === "file" ? storedBytes : 0;
    this.#handler.entry({
      name,
      linkName,
      kind,
      sizeBytes: kind === "file" ? (realBytes ?? storedBytes) : 0,
      sparse: realBytes !== undefined,
      mode: header.mode,
      uid: paxNumber(pax, "uid") ?? header.uid,
      gid: paxNumber(pax, "gid") ?? header.gid,
      mtimeMs: paxTimeMs(pax, "mtime") ?? header.mtimeMs,
      xattrs: paxXattrs(pax),
    });
    this.#left = contentBytes;
    if (oldSparse?.mapContinues) this.#state = "sparse-map";
    else this.#startContent();
  }

  #startContent(): void {
    this.#start("content", this.#left);
  }

  #start(state: "records" | "content", bytes: number): void {
    this.#state = state;
    this.#left = bytes;
    this.#padding = (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES;
    if (bytes === 0) this.#partEnd();
  }

  #partEnd(): void {
    if (this.#state === "content") this.#handler.entryEnd();
    else if (this.#state === "records") this.#takeRecords();
    if (this.#state !== "padding" && this.#padding > 0) {
      this.#state = "padding";
      this.#left = this.#padding;
    } else this.#state = "header";
  }

  #takeRecords(): void {
    const { typeFlag, parts } = this.#records ?? { typeFlag: "g", parts: [] };
    this.#records = undefined;
    const bytes = Buffer.concat(parts);
    if (typeFlag === "x") this.#pax = parsePax(bytes);
    else if (typeFlag === "L") this.#longName = toLongName(bytes);
    else if (typeFlag === "K") this.#longLinkName = toLongName(bytes);
  }
}

function paxText(pax: PaxRecords | undefined, key: string): string | undefined {
  const value = pax?.get(key);
  return value && value.length > 0 ? toSafeText(value) : undefined;
}

function isPaxSparse(pax: PaxRecords | undefined): boolean {
  return pax !== undefined && (pax.has("GNU.sparse.major") || pax.has("GNU.sparse.size"));
}

function toLongName(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return toSafeText(end < 0 ? bytes : bytes.subarray(0, end));
}
