import { chmod, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { besidePath } from "../beside-path.ts";
import { isDiskFull } from "../errno.ts";
import { AppError } from "../errors.ts";
import { type ProgramFile, readProgramFile, requireProgramSize } from "./read-program-file.ts";
import { uploadedPath, uploadsFolder } from "./uploaded-path.ts";

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
  const incoming = besidePath(join(uploadsFolder(home), "incoming"));
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
