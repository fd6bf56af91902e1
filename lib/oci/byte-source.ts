import type { Readable } from "node:stream";

/** Takes one piece, which is only valid until more is wanted; says whether that is so, at once or later. */
export type TakeBytes = (chunk: Buffer) => boolean | Promise<boolean>;

/** Bytes that are handed over as they come, in memory that may be used again. */
export type HandedBytes = {
  /**
   * Resolves after the last piece or when no more is wanted, and rejects with what the bytes end with. `take` must not
   * throw nor reject.
   */
  handTo(take: TakeBytes): Promise<void>;
};

/** Bytes and a way to let go of what they come from; who waits for a piece gets the error. */
export type ByteSource = (HandedBytes & { destroy(error?: Error): unknown }) | Readable;

/**
 * Hands all bytes of a source over, piece by piece; without a promise for each where the source can. Rejects with what
 * `take` throws or the bytes end with.
 */
export async function takeEach(source: HandedBytes | Readable, take: TakeBytes): Promise<void> {
  if (!("handTo" in source)) {
    for await (const chunk of source) if (!(await take(chunk))) return;
    return;
  }
  let failure: { error: unknown } | undefined;
  const stop = (error: unknown) => {
    failure = { error };
    return false;
  };
  await source.handTo((chunk) => {
    try {
      const isMoreWanted = take(chunk);
      return typeof isMoreWanted === "boolean" ? isMoreWanted : isMoreWanted.catch(stop);
    } catch (error) {
      return stop(error);
    }
  });
  if (failure) throw failure.error;
}
