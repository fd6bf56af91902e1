import { shortDigest } from "@/lib/format.ts";

/** The first 12 hex digits; the whole digest on hover. */
export function Digest({ digest, whole }: { digest: string; whole?: boolean }) {
  return (
    <code className={whole ? "mono break-all" : "mono whitespace-nowrap"} title={digest}>
      {whole ? digest : shortDigest(digest)}
    </code>
  );
}
