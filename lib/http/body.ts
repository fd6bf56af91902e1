import { AppError } from "../errors.ts";

const MAX_BODY_BYTES = 256 * 1024;

/**
 * The request's JSON body; an empty body is `{}`. Never holds more than the limit.
 * Throws bad-input (field `body`) where it is no JSON, too-large.
 */
export async function readJsonBody(request: Request, maxBytes: number = MAX_BODY_BYTES): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.length === 0) return {};
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(?:[a-z0-9.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new AppError("bad-input", "Send the body as JSON, with `Content-Type: application/json`.", {
      field: "body",
    });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("bad-input", "The body is not valid JSON in UTF-8.", { field: "body" });
  }
}

/** How many bytes a request's sender has announced; undefined where it did not say. */
export function readAnnouncedBytes({ headers }: Request): number | undefined {
  const announced = headers.get("content-length");
  return announced === null ? undefined : Number(announced);
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new AppError("too-large", `The body is larger than ${maxBytes} bytes, which no request here needs.`);
  if ((readAnnouncedBytes(request) ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of readPieces(request)) {
    total += chunk.length;
    if (total > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The request's body as it arrives; whoever stops reading it cancels it. */
export async function* readPieces(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  try {
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) yield next.value;
  } finally {
    await reader?.cancel().catch(() => {});
  }
}
