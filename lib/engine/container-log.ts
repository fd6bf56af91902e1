import type { ContainerLog } from "./container-types.ts";

const HEADER_BYTES = 8;

/**
 * What a container without a terminal wrote, out of the engine's frames (8 bytes: the stream, three zeros, the length
 * as 32 bits; https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach): the
 * last `keepBytes` of the first `readBytes`. A stream that breaks off gives what came until then.
 */
export async function readLogStream(
  chunks: AsyncIterable<unknown>,
  limits: { readBytes: number; keepBytes: number },
): Promise<ContainerLog> {
  const parts: Buffer[] = [];
  let bytes = 0;
  let isCut = false;
  try {
    for await (const chunk of chunks) {
      if (!Buffer.isBuffer(chunk)) continue;
      parts.push(chunk);
      bytes += chunk.length;
      if (bytes < limits.readBytes) continue;
      isCut = true;
      break;
    }
  } catch (error) {
    if (parts.length === 0 && !isDestroyed(error)) throw error;
    isCut = true;
  }
  const written = unframe(Buffer.concat(parts));
  const kept = written.subarray(Math.max(0, written.length - limits.keepBytes));
  return { text: kept.toString("utf8"), isCut: isCut || kept.length < written.length };
}

function isDestroyed(error: unknown): boolean {
  return error instanceof Error && /premature close|aborted|destroyed/i.test(error.message);
}

function unframe(raw: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + HEADER_BYTES <= raw.length; ) {
    const length = raw.readUInt32BE(at + 4);
    parts.push(raw.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length));
    at += HEADER_BYTES + length;
  }
  return Buffer.concat(parts);
}
