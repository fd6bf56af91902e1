import { randomUUID } from "node:crypto";
import { chmod, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isDiskFull } from "../errno.ts";
import { AppError } from "../errors.ts";
import { type ProgramFile, readProgramFile, requireProgramSize } from "./read-program-file.ts";
import { uploadedPath, uploadsFolder } from "./uploaded-path.ts";

const INCOMING = "incoming-";
const DAY_MS = 24 * 3600_000;

type Upload = {
  home: string;
  /** What the sender has announced. */
  expectedBytes: number | undefined;
  /** Takes the program on, or throws: then nothing of it is left. */
  admit: (program: ProgramFile) => Promise<void>;
};

/**
 * Streams an upload to the state directory and keeps it under its SHA-256, once however often it comes. What is refused
 * or cut off leaves nothing. Throws what readProgramFile and `admit` throw, too-large, bad-input (nothing came, or not
 * all of it), disk-full.
 */
export async function storeUpload(
  body: AsyncIterable<Uint8Array>,
  { home, expectedBytes, admit }: Upload,
): Promise<ProgramFile> {
  requireProgramSize(expectedBytes ?? 0);
  await mkdir(uploadsFolder(home), { recursive: true });
  await removeLeftovers(uploadsFolder(home));
  const incoming = join(uploadsFolder(home), `${INCOMING}${randomUUID()}`);
  try {
    const sizeBytes = await receive(body, incoming);
    if (sizeBytes === 0)
      throw badBody("no program came along, or an empty file. Send a program’s bytes as the body");
    if (expectedBytes !== undefined && expectedBytes !== sizeBytes) {
      throw badBody(`${sizeBytes} of ${expectedBytes} bytes arrived. Send it again`);
    }
    const program = await readProgramFile(incoming);
    await admit(program);
    await chmod(incoming, 0o444);
    const path = uploadedPath(home, program.digest);
    await rename(incoming, path);
    return { ...program, path };
  } finally {
    await rm(incoming, { force: true });
  }
}

/** What a server that was killed has left of uploads; none takes a day. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(INCOMING)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(path, { force: true });
  }
}

async function receive(body: AsyncIterable<Uint8Array>, path: string): Promise<number> {
  const file = await open(path, "wx", 0o600);
  let sizeBytes = 0;
  try {
    for await (const piece of whole(body)) {
      sizeBytes += piece.byteLength;
      requireProgramSize(sizeBytes);
      await file.writeFile(piece).catch(refuseWrite);
    }
    await file.sync().catch(refuseWrite);
    return sizeBytes;
  } finally {
    await file.close();
  }
}

async function* whole(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw badBody("the upload was cut off. Send it again", cause);
  }
}

function refuseWrite(error: unknown): never {
  if (!isDiskFull(error)) throw error;
  throw new AppError(
    "disk-full",
    "The state directory has no room for the program. Make room and send it again.",
    { cause: error },
  );
}

function badBody(what: string, cause?: unknown): AppError {
  return new AppError("bad-input", `\`body\`: ${what}.`, { field: "body", cause });
}
