import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { RebuildButton } from "./rebuild-button.tsx";

/** No image yet: what goes here, what it costs, and the one action that fills it. */
export function FirstBuild({ service, count }: { service: string; count: number }) {
  return (
    <EmptyState
      title={`No image of ${service} yet`}
      action={
        <>
          <RebuildButton look="primary">{`Build ${count} variants`}</RebuildButton>
          <noscript>
            <Button disabled>Building needs JavaScript; reading does not</Button>
          </noscript>
        </>
      }
    >
      <p>
        {count} variants take a few minutes when nothing is cached, and seconds after an edit. The page shows
        each step while it runs, and the figures as soon as they are measured.
      </p>
    </EmptyState>
  );
}
