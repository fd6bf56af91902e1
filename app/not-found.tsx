import type { Metadata } from "next";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Link } from "@/components/ui/link.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Page>
      <PageHead title="Not found" />
      <EmptyState
        title="Nothing is kept at this address"
        action={
          <Button look="primary" asChild>
            <Link href="/">Open the newest comparison</Link>
          </Button>
        }
      >
        <p>The link may be cut short, or name a run, an image or a snapshot of another installation.</p>
      </EmptyState>
    </Page>
  );
}
