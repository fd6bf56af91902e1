import { Button } from "@/components/ui/button.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Problem } from "@/components/ui/problem.tsx";
import type { ErrorCode } from "@/lib/errors.ts";
import { AutoRefresh } from "./auto-refresh.tsx";
import { Page, PageHead } from "./page.tsx";

const TITLES: Partial<Record<ErrorCode, string>> = {
  "bad-input": "The address is not right",
  "not-found": "There is no such thing here",
  gone: "This was taken back",
  conflict: "The address names more than one thing",
  "database-unavailable": "The database does not answer",
};

/** A whole page that could not be made: what happened, to what, and the way on. */
export function FailurePage({
  title,
  failure,
  again,
}: {
  title: string;
  failure: { code: ErrorCode; message: string };
  /** Where the same may work: this page's own address, or one without what was wrong. */
  again: { href: string; label: string };
}) {
  return (
    <Page className="pb-16">
      <PageHead title={title} />
      <Problem
        title={TITLES[failure.code] ?? "This page could not be shown"}
        code={failure.code}
        actions={
          <Button size="small" asChild>
            <Link href={again.href}>{again.label}</Link>
          </Button>
        }
      >
        <p>{failure.message}</p>
      </Problem>
      {failure.code === "database-unavailable" ? <AutoRefresh /> : null}
    </Page>
  );
}
