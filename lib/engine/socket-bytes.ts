import { connect, type Socket } from "node:net";
import type { HandedBytes, TakeBytes } from "../oci/byte-source.ts";

/** A round of reading takes what the system holds for a socket, about 200 kB; more of it makes no difference. */
const BUFFER_BYTES = 512 * 1024;

export type SocketPlace = { path: string } | { host: string; port: number };

type Handing = PromiseWithResolvers<void> & { take: TakeBytes };

/**
 * What comes back for a request, read into one buffer again and again. Reading a socket in the usual way takes new memory
 * for each 64 kB and twice as long. May be asked again for what follows after no more was wanted.
 */
export class SocketBytes implements HandedBytes {
  readonly #socket: Socket;
  /** Came before anybody asked. */
  #received: Buffer | undefined;
  #handing: Handing | undefined;
  #end: { error: Error | undefined } | undefined;

  /** Connects and sends the request at once. */
  constructor(place: SocketPlace, request: string) {
    const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
    const callback = (bytes: number) => this.#offer(buffer.subarray(0, bytes));
    this.#socket = connect({ ...place, onread: { buffer, callback } });
    this.#socket.on("error", (error) => this.#finish(error));
    this.#socket.on("close", () => this.#finish(undefined));
    this.#socket.write(request);
  }

  /** Rejects with what `take` throws, too. */
  handTo(take: TakeBytes): Promise<void> {
    const handing = { take, ...Promise.withResolvers<void>() };
    this.#handing = handing;
    const received = this.#received;
    this.#received = undefined;
    if (received === undefined || this.#offer(received)) this.#goOn(handing);
    return handing.promise;
  }

  destroy(error?: Error): void {
    this.#socket.destroy(error);
  }

  /** Whether to read on at once. */
  #offer(chunk: Buffer): boolean {
    const handing = this.#handing;
    if (!handing) {
      this.#received = chunk;
      return false;
    }
    try {
      const isMoreWanted = handing.take(chunk);
      if (isMoreWanted === true) return true;
      if (isMoreWanted === false) this.#close(handing);
      else this.#wait(handing, isMoreWanted);
    } catch (error) {
      this.#close(handing, { error });
    }
    return false;
  }

  #wait(handing: Handing, isMoreWanted: Promise<boolean>): void {
    isMoreWanted.then(
      (isWanted) => (isWanted ? this.#goOn(handing) : this.#close(handing)),
      (error) => this.#close(handing, { error }),
    );
  }

  #goOn(handing: Handing): void {
    if (this.#handing !== handing) return;
    if (this.#end) this.#finish(this.#end.error);
    else this.#socket.resume();
  }

  #finish(error: Error | undefined): void {
    this.#end ??= { error };
    if (this.#handing) this.#close(this.#handing, this.#end.error && { error: this.#end.error });
  }

  #close(handing: Handing, failure?: { error: unknown }): void {
    if (this.#handing !== handing) return;
    this.#handing = undefined;
    if (failure) handing.reject(failure.error);
    else handing.resolve();
  }
}
