import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Digest } from "@/components/ui/digest.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Tag } from "@/components/ui/tag.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { RevokeSnapshot } from "./revoke-snapshot.tsx";

/** Closed by a double rule: what stands below it never changes. */
export function FrozenBar({
  slug,
  frozenAt,
  payloadDigest,
  liveHref,
}: {
  slug: string;
  frozenAt: string;
  payloadDigest: string;
  liveHref: string;
}) {
  return (
    <div className="border-ink border-b bg-plate shadow-[0_3px_0_var(--bg),0_4px_0_var(--ink)]">
      <div className="page-width flex min-h-11 flex-wrap items-center gap-x-6 gap-y-2 py-2 text-caption">
        <Tag kind="frozen">Frozen</Tag>
        <span>
          <Timestamp iso={frozenAt} />. These figures never change.
        </span>
        <span className="text-ink-3">
          payload sha256:
          <Digest digest={payloadDigest} />
        </span>
        <div
          data-screen-only=""
          className="flex w-full flex-wrap gap-2 *:flex-1 md:ml-auto md:w-auto md:*:flex-none"
        >
          <CopyButton
            size="small"
            text={`/c/${slug}`}
            said="Link copied"
            detail="Snapshot: it shows these figures for ever"
          >
            Copy link
          </CopyButton>
          <Button size="small" asChild>
            <a href="#now">Diff against now</a>
          </Button>
          <Button size="small" asChild>
            <Link href={liveHref}>Open live view</Link>
          </Button>
          <RevokeSnapshot slug={slug} />
        </div>
      </div>
    </div>
  );
}
