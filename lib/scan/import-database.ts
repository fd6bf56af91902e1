import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, open, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { extract } from "tar-stream";
import { AppError } from "../errors.ts";
import type { UsableDatabase } from "./database.ts";
import { installDatabase } from "./install-database.ts";
import { DATABASE_FILES } from "./pin-database.ts";

const MAX_BYTES = 16 * 1024 ** 3;

/**
 * Takes a database from a folder, or from a tar, tar.gz or tar.zst (such as the layer of Trivy's own database image)
 * that holds `trivy.db` and `metadata.json`, for machines that reach no registry. Everything else in it is passed over.
 * Throws not-found, bad-archive, too-large, conflict; the present database then stays.
 */
export async function importDatabase(source: string, cacheDirectory: string): Promise<UsableDatabase> {
  const kind = await stat(source).catch(() => undefined);
  if (!kind) throw new AppError("not-found", `There is no file or folder ${source}.`);
  return installDatabase(cacheDirectory, "import of a database", async (staging) => {
    if (kind.isDirectory()) await copyFolder(source, join(staging, "db"));
    else await unpack(source, join(staging, "db"));
  });
}

async function copyFolder(source: string, target: string): Promise<void> {
  const nested = await stat(join(source, "db", "trivy.db")).catch(() => undefined);
  const folder = nested ? join(source, "db") : source;
  for (const name of DATABASE_FILES) {
    const file = await stat(join(folder, name)).catch(() => undefined);
    if (!file?.isFile())
      throw new AppError("bad-archive", `${source} holds no ${name}. Nothing was changed.`);
    await copyFile(join(folder, name), join(target, name));
  }
}

async function unpack(source: string, target: string): Promise<void> {
  const archive = extract();
  const found = new Set<string>();
  archive.on("entry", (header, stream, next) => {
    const name = basename(header.name);
    if (header.type !== "file" || !DATABASE_FILES.includes(name)) {
      stream.resume();
      stream.on("end", next);
      return;
    }
    if (found.has(name)) {
      archive.destroy(new AppError("bad-archive", `${source} holds ${name} twice. Nothing was changed.`));
      return;
    }
    found.add(name);
    pipeline(stream, createWriteStream(join(target, name), { flags: "wx" })).then(
      () => next(),
      (error: unknown) => archive.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  });
  try {
    await pipeline(createReadStream(source), await createDecompressor(source), limitBytes(), archive);
  } catch (error) {
    if (error instanceof AppError || (error instanceof Error && "syscall" in error)) throw error;
    throw new AppError("bad-archive", `${source} is damaged or no tar archive. Nothing was changed.`, {
      cause: error,
    });
  }
  const missing = DATABASE_FILES.find((name) => !found.has(name));
  if (missing) throw new AppError("bad-archive", `${source} holds no ${missing}. Nothing was changed.`);
}

async function createDecompressor(path: string) {
  const file = await open(path);
  const start = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
  if (start.buffer.readUInt16BE(0) === 0x1f8b) return createGunzip();
  if (start.buffer.readUInt32LE(0) === 0xfd2fb528) return createZstdDecompress();
  return new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) });
}

/** A small archive may unpack to a huge one. */
function limitBytes(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) done(null, chunk);
      else
        done(
          new AppError(
            "too-large",
            `The archive unpacks to more than ${MAX_BYTES} bytes. Nothing was changed.`,
          ),
        );
    },
  });
}
