import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import type Docker from "dockerode";
import { AppError } from "../errors.ts";
import { type ByteSource, type HandedBytes, type TakeBytes, takeEach } from "../oci/byte-source.ts";
import { parseEngineAddress } from "./engine-address.ts";
import { toEngineError } from "./engine-error.ts";
import { findImage } from "./images.ts";
import { requestStream } from "./modem.ts";
import { getBytes, type Reply } from "./plain-get.ts";

/**
 * The images as one `docker save` archive, each layer that they share once; reading it fails with engine-unavailable when
 * the engine goes away. Throws not-found where one is not there.
 */
export async function readImages(
  docker: Docker,
  host: string,
  references: readonly string[],
): Promise<ByteSource> {
  const reply = requestExport(docker, host, references);
  try {
    // Meanwhile the engine writes them out. Some engines answer 500, some send an empty archive, for what they do not have.
    await requireImages(docker, references);
    const body = await reply.body;
    const handTo = (take: TakeBytes) =>
      takeEach(body, take).catch((error) => {
        throw toEngineError(error, host, `Exporting ${references.join(", ")}`);
      });
    return { handTo, destroy: reply.destroy };
  } catch (error) {
    reply.destroy();
    throw error;
  }
}

/** What `readImages` gives as a stream whose chunks may be kept. */
export async function exportImage(docker: Docker, host: string, reference: string): Promise<Readable> {
  const source = await readImages(docker, host, [reference]);
  const stream = new PassThrough({
    destroy(error, onDestroyed) {
      source.destroy();
      onDestroyed(error);
    },
  });
  const take = (chunk: Buffer) => stream.write(Buffer.from(chunk)) || once(stream, "drain").then(() => true);
  takeEach(source, take).then(
    () => stream.end(),
    (error) => stream.destroy(error),
  );
  return stream;
}

async function requireImages(docker: Docker, references: readonly string[]): Promise<void> {
  for (const reference of references) {
    if (!(await findImage(docker, reference)))
      throw new AppError("not-found", `The engine has no image ${reference}.`);
  }
}

function requestExport(
  docker: Docker,
  host: string,
  references: readonly string[],
): Reply<HandedBytes | Readable> {
  const address = parseEngineAddress(host);
  const path = "/images/get?";
  if (address.kind === "socket" || address.kind === "http") {
    const names = new URLSearchParams(references.map((reference) => ["names", reference]));
    return getBytes(address, `${path}${names}`);
  }
  const stop = new AbortController();
  const body = requestStream(docker, {
    path,
    method: "GET",
    options: { names: references },
    abortSignal: stop.signal,
    statusCodes: { 200: true, 404: "no such image", 500: "server error" },
  });
  // Nobody may be listening yet when it fails.
  body.then((answer) => answer.on("error", () => {})).catch(() => {});
  return { body, destroy: (error) => stop.abort(error) };
}
