"use client";

import { Page, PageHead } from "@/components/layout/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Problem } from "@/components/ui/problem.tsx";

export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <Page>
      <PageHead title="This page could not be shown" />
      <Problem
        title="Something unexpected went wrong"
        code="internal"
        actions={
          <Button size="small" onClick={() => retry()}>
            Try again
          </Button>
        }
      >
        <p>Nothing that was stored is lost. The server’s log has the details.</p>
      </Problem>
    </Page>
  );
}
