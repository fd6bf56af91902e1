import { type AppError, ERROR_STATUS } from "../errors.ts";

/** A JSON answer that no cache keeps. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

/** The same of a text that is JSON already. */
export function jsonText(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });
}

/** Plain text that no browser takes for anything else, sent as it is read. */
export function textStream(blocks: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await blocks.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await blocks.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

export type FileToSave = { mediaType: string; fileName: string } & (
  | { text: string }
  | { bytes: Uint8Array<ArrayBuffer> }
);

/** A file to be saved, which no browser opens in place. */
export function download(file: FileToSave): Response {
  return new Response("text" in file ? file.text : file.bytes, {
    headers: {
      "content-type": file.mediaType,
      "content-disposition": `attachment; filename="${file.fileName.replaceAll(/[^A-Za-z0-9._-]/g, "_")}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

/** `{error{code, message, field?, requestId}}` with the status that belongs to the code, and `Allow` where that must be. */
export function errorResponse(error: AppError, requestId: string): Response {
  const { code, message, field, detail } = error;
  const body = { error: { code, message, ...(field === undefined ? {} : { field }), requestId } };
  const allow = typeof detail?.allow === "string" ? { allow: detail.allow } : {};
  return json(ERROR_STATUS[code].http, body, { "x-request-id": requestId, ...allow });
}
