import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import type { VariantId } from "@/lib/variants/variants.ts";
import { RebuildButton } from "./rebuild-button.tsx";

/** No image yet: what goes here, what it costs, and the one action that fills it. Without `variants` what can run. */
export function FirstBuild({
  service,
  variants,
}: {
  service: string;
  variants: readonly VariantId[] | undefined;
}) {
  if (!variants) {
    return (
      <EmptyState
        title={`No image of ${service} yet`}
        action={<RebuildButton look="primary">Build what can run it</RebuildButton>}
      >
        <p>
          Its program is there already: nothing is compiled, and each variant on which it starts takes
          seconds.
        </p>
      </EmptyState>
    );
  }
  const count = variants.length === 1 ? "One variant" : `${variants.length} variants`;
  return (
    <EmptyState
      title={`No image of ${service} yet`}
      action={
        <>
          <RebuildButton look="primary" variants={variants}>
            Build {count.toLowerCase()}
          </RebuildButton>
          <noscript>
            <Button disabled>Building needs JavaScript; reading does not</Button>
          </noscript>
        </>
      }
    >
      <p>
        {count} {variants.length === 1 ? "takes" : "take"} a few minutes when nothing is cached, and seconds
        after an edit. The page shows each step while it runs, and the figures as soon as they are measured.
      </p>
    </EmptyState>
  );
}
