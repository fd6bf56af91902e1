import { AppError, toAppError } from "../errors.ts";

const PATIENCE_MS = 6000;
const MAX_ANSWER_BYTES = 64 * 1024;

export type ServiceAnswer = { status: number; body: unknown };

/**
 * Asks a service on loopback; the body is JSON or else undefined. Undefined where it gives no answer in 6 s. Throws
 * cancelled (the signal).
 */
export async function askService(
  port: number,
  path: string,
  signal: AbortSignal,
): Promise<ServiceAnswer | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    return { status: response.status, body: parseJson(await readText(response)) };
  } catch (error) {
    if (signal.aborted) throw new AppError("cancelled", "The probe was stopped.", { cause: error });
    if (toAppError(error).code !== "internal") throw error;
    return undefined;
  }
}

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  while (reader && bytes <= MAX_ANSWER_BYTES) {
    const { value, done } = await reader.read();
    if (done) return Buffer.concat(parts).toString("utf8");
    parts.push(value);
    bytes += value.length;
  }
  await reader?.cancel();
  return Buffer.concat(parts).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
