import type { StoredSnapshot } from "./get-snapshot.ts";

/**
 * `{"snapshot": …}` as JSON text whose payload is the stored text itself, byte for byte: whoever cuts it out of the
 * answer, or writes the parsed payload as JSON.stringify does, has the bytes of `payloadDigest`.
 */
export function toSnapshotText({ snapshot, payloadText }: StoredSnapshot): string {
  const { payload: _, ...head } = snapshot;
  const text = JSON.stringify({ snapshot: head });
  return `${text.slice(0, -"}}".length)},"payload":${payloadText}}}`;
}
