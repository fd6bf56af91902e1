import { createHash } from "node:crypto";
import { readSync } from "node:fs";
import { constants, type FileHandle, open } from "node:fs/promises";
import { LRUCache } from "lru-cache";
import type { IndexedElf } from "../analysis/layer-index.ts";
import { MAX_ELF_BYTES } from "../analysis/wanted-content.ts";
import { isProgram } from "../elf/is-program.ts";
import { readElfTables, toElfHead } from "../elf/parse-elf.ts";
import type { ElfFile } from "../elf/reader.ts";
import { AppError } from "../errors.ts";
import { formatSize } from "../format.ts";

/** A program as it lies on the disk. */
export type ProgramFile = {
  path: string;
  /** `sha256:…` of its bytes. */
  digest: string;
  sizeBytes: number;
  elf: IndexedElf;
};

/** A larger one could not be read in its image either. */
export const MAX_PROGRAM_BYTES = MAX_ELF_BYTES;

// By what changes with a file's content, so that listing services does not read every program again.
const known = new LRUCache<string, Omit<ProgramFile, "path">>({ max: 64 });

/**
 * What a file is as a program: its digest and its tables; never more than a piece of it is in memory. Throws bad-input
 * (it cannot be read, is no regular file), too-large, bad-elf (no ELF file, truncated, nothing that can be started).
 */
export async function readProgramFile(path: string): Promise<ProgramFile> {
  // Whoever names a pipe must not keep the server waiting for its other end.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const handle = await open(path, flags).catch((cause: unknown) => {
    throw new AppError("bad-input", `The program ${path} cannot be read. Put it back, or add it again.`, {
      field: "source",
      cause,
    });
  });
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await requireFile(handle, path);
    const key = [dev, ino, size, mtimeNs, ctimeNs].join();
    const program = known.get(key) ?? (await read(handle, Number(size)));
    known.set(key, program);
    return { path, ...program };
  } finally {
    await handle.close();
  }
}

/** Throws too-large for a program of more bytes than are taken. */
export function requireProgramSize(sizeBytes: number): void {
  if (sizeBytes <= MAX_PROGRAM_BYTES) return;
  throw new AppError(
    "too-large",
    `The program is larger than ${formatSize(MAX_PROGRAM_BYTES, "MiB")}, the most that is taken. Strip its debug info, or link it with fewer crates.`,
  );
}

async function requireFile(handle: FileHandle, path: string) {
  const found = await handle.stat({ bigint: true });
  if (!found.isFile()) throw new AppError("bad-input", `${path} is no regular file.`, { field: "source" });
  requireProgramSize(Number(found.size));
  return found;
}

async function read(handle: FileHandle, sizeBytes: number): Promise<Omit<ProgramFile, "path">> {
  const elf = toElfHead(readElfTables(toSource(handle, sizeBytes)));
  if (!isProgram(elf)) {
    throw new AppError(
      "bad-elf",
      `This ELF file is no program that can be started but of kind ${elf.kind}. Give the linked executable.`,
    );
  }
  const hash = createHash("sha256");
  for await (const chunk of handle.createReadStream({ autoClose: false, start: 0 })) hash.update(chunk);
  return { digest: `sha256:${hash.digest("hex")}`, sizeBytes, elf };
}

function toSource({ fd }: FileHandle, length: number): ElfFile {
  return {
    length,
    read: (offset, size) => {
      const bytes = Buffer.alloc(size);
      readSync(fd, bytes, 0, size, offset);
      return bytes;
    },
  };
}
