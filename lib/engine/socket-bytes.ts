import { connect, type Socket } from "node:net";

/** A round of reading takes what the system holds for a socket, about 200 kB; more of it makes no difference. */
const BUFFER_BYTES = 512 * 1024;

export type SocketPlace = { path: string } | { host: string; port: number };

/**
 * What comes back for a request, read into one buffer again and again: a chunk is only valid until the next one is asked
 * for. Reading a socket in the usual way takes new memory for each 64 kB and twice as long.
 */
export class SocketBytes implements AsyncIterator<Buffer, undefined> {
  readonly #socket: Socket;
  #received: Buffer | undefined;
  #asked: PromiseWithResolvers<IteratorResult<Buffer, undefined>> | undefined;
  #end: { error: Error | undefined } | undefined;

  /** Connects and sends the request at once. */
  constructor(place: SocketPlace, request: string) {
    const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
    const callback = (bytes: number) => {
      this.#received = buffer.subarray(0, bytes);
      this.#answer();
      return false;
    };
    this.#socket = connect({ ...place, onread: { buffer, callback } });
    this.#socket.on("error", (error) => this.#finish(error));
    this.#socket.on("close", () => this.#finish(undefined));
    this.#socket.write(request);
  }

  next(): Promise<IteratorResult<Buffer, undefined>> {
    this.#asked = Promise.withResolvers();
    const { promise } = this.#asked;
    if (this.#received === undefined && !this.#end) this.#socket.resume();
    this.#answer();
    return promise;
  }

  destroy(error?: Error): void {
    this.#socket.destroy(error);
  }

  #finish(error: Error | undefined): void {
    this.#end ??= { error };
    this.#answer();
  }

  #answer(): void {
    const asked = this.#asked;
    if (!asked || (this.#received === undefined && !this.#end)) return;
    this.#asked = undefined;
    if (this.#received !== undefined) asked.resolve({ done: false, value: this.#received });
    else if (this.#end?.error) asked.reject(this.#end.error);
    else asked.resolve({ done: true, value: undefined });
    this.#received = undefined;
  }
}
