import type { LayerFacts } from "./layer-reader.ts";

export type KnownFacts = ReadonlyMap<string, LayerFacts>;

/** What is known of an image before its export is read, so that nothing is read twice. */
export type KnownImage = {
  /** Its config's digest, where the engine names it by that. */
  imageId: string;
  /** All its layers, bottom first. */
  diffIds: readonly string[];
  /** The word that starts it, Entrypoint's or Cmd's first; undefined where there is none. */
  program: string | undefined;
  /** What earlier reading found out of some of them. */
  facts: KnownFacts;
};

/**
 * What was known of an image led astray or is not enough: measure its export again without `known`. Happens where a tar as
 * long as a known layer was another one, which is next to never, and where an image starts a program through a link, or out
 * of a layer that was read for an image that starts another one.
 */
export class NotEnoughKnown extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NotEnoughKnown";
  }
}

/** Shorter tars are read in no time, and more of them have the same length. */
const WORTH_KNOWING_BYTES = 1024 * 1024;

/** Whether a plain tar of this length is most likely one of the layers that are known. */
export function hasKnownLength(known: KnownImage | undefined, tarBytes: number): boolean {
  if (known === undefined || tarBytes < WORTH_KNOWING_BYTES) return false;
  return [...known.facts.values()].some((facts) => facts.tarBytes === tarBytes);
}

/** The known layer that a file of an OCI layout is, by the digest that names it. */
export function findByPath(known: KnownImage | undefined, path: string): LayerFacts | undefined {
  const hex = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path)?.[1];
  return hex === undefined ? undefined : known?.facts.get(`sha256:${hex}`);
}
