/**
 * Bytes as they come, of which a chunk is only valid until the next one is asked for: a source may read into the same
 * memory again. A Readable is one too, whose chunks stay.
 */
export type ByteSource = AsyncIterable<Buffer> & {
  /** Lets go of what the bytes come from; who waits for a chunk gets the error. */
  destroy(error?: Error): unknown;
};
