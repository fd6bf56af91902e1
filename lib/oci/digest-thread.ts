import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** What is handed to the thread at once; the memory goes with it and comes back. */
export type DigestWork = {
  memory: ArrayBuffer;
  /** What lies in it, one after the other: a digest's id and a number of bytes, again and again. */
  parts: number[];
  /** Of these the digest is wanted, or nothing any more. */
  ended: number[];
};
export type DigestAnswer = { memory: ArrayBuffer; digests: { id: number; hex: string }[] };

/** A SHA-256 that is made beside the work of this thread. */
export type Digest = {
  /** The bytes are only valid during the call. */
  update(bytes: Uint8Array): void;
  /** As hex; nothing may follow. */
  end(): Promise<string>;
  /** Where the digest is no longer wanted. */
  drop(): void;
};

const BATCH_BYTES = 1024 * 1024;
/** A layer of small programs has many that end, and a message for each would take longer than their hashing. */
const END_DELAY_MS = 5;
/** More than these may not wait for the thread when somebody asks whether to go on. */
const MAX_BATCHES_AHEAD = 3;
const MAX_SPARE = 4;

/**
 * Makes SHA-256 digests on a thread of its own, which are half of the work of reading a layer. What is to be hashed is
 * copied into batches; memory stays bounded where whoever writes waits for `ready`.
 */
export class DigestThread {
  #worker: Worker | undefined;
  #spare: ArrayBuffer[] = [];
  #batch: (DigestWork & { bytes: Uint8Array; fill: number }) | undefined;
  #ahead = 0;
  #lastId = 0;
  /** Digests up to this one lost bytes with a thread that failed. */
  #lostUpTo = 0;
  #flushing: NodeJS.Timeout | undefined;
  readonly #wanted = new Map<number, PromiseWithResolvers<string>>();
  readonly #script: URL;

  constructor(script = new URL("./digest-worker.mjs", import.meta.url)) {
    this.#script = script;
  }

  /** Starts a digest. */
  open(): Digest {
    this.#lastId += 1;
    const id = this.#lastId;
    return {
      update: (bytes) => this.#update(id, bytes),
      end: () => {
        const wanted = Promise.withResolvers<string>();
        // Whoever needs the result meets the error there.
        wanted.promise.catch(() => {});
        if (id <= this.#lostUpTo) wanted.reject(new Error("the thread that made this digest has failed"));
        else {
          this.#wanted.set(id, wanted);
          this.#end(id);
        }
        return wanted.promise;
      },
      drop: () => this.#end(id),
    };
  }

  /** True where whoever writes is to wait for `ready`. */
  get isBusy(): boolean {
    return this.#worker !== undefined && this.#ahead > MAX_BATCHES_AHEAD;
  }

  /** Resolves when more may be written without piling up. */
  async ready(): Promise<void> {
    while (this.#worker && this.isBusy) await once(this.#worker, "message");
  }

  #update(id: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const batch = this.#openBatch();
      const length = Math.min(bytes.length - at, BATCH_BYTES - batch.fill);
      batch.bytes.set(length === bytes.length ? bytes : bytes.subarray(at, at + length), batch.fill);
      batch.parts.push(id, length);
      batch.fill += length;
      at += length;
      if (batch.fill === BATCH_BYTES) this.flush();
    }
  }

  #end(id: number): void {
    this.#openBatch().ended.push(id);
    this.#flushing ??= setTimeout(() => this.flush(), END_DELAY_MS);
  }

  #openBatch() {
    if (!this.#batch) {
      const memory = this.#spare.pop() ?? new ArrayBuffer(BATCH_BYTES);
      this.#batch = { memory, bytes: new Uint8Array(memory), parts: [], ended: [], fill: 0 };
    }
    return this.#batch;
  }

  /** For who waits for a digest now: it begins without delay. */
  flush(): void {
    clearTimeout(this.#flushing);
    this.#flushing = undefined;
    if (!this.#batch) return;
    const { memory, parts, ended } = this.#batch;
    this.#batch = undefined;
    this.#ahead += 1;
    const work: DigestWork = { memory, parts, ended };
    this.#start().postMessage(work, [memory]);
  }

  /** The thread; it keeps the process alive for as long as it has something to do. */
  #start(): Worker {
    if (!this.#worker) {
      const worker = new Worker(this.#script, { execArgv: [] });
      worker.on("message", (answer: DigestAnswer) => this.#take(answer));
      worker.on("error", (error) => this.#fail(worker, error));
      this.#worker = worker;
    }
    this.#worker.ref();
    return this.#worker;
  }

  #take({ memory, digests }: DigestAnswer): void {
    this.#ahead -= 1;
    if (this.#spare.length < MAX_SPARE) this.#spare.push(memory);
    for (const { id, hex } of digests) {
      this.#wanted.get(id)?.resolve(hex);
      this.#wanted.delete(id);
    }
    if (this.#ahead === 0) this.#worker?.unref();
  }

  #fail(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#ahead = 0;
    this.#lostUpTo = this.#lastId;
    for (const { reject } of this.#wanted.values()) reject(error);
    this.#wanted.clear();
  }
}

/** One for the whole process: to start it takes longer than to hash a small image. */
export const digestThread = new DigestThread();
