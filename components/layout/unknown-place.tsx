import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Page, PageHead } from "./page.tsx";

/** Where an address names a service (or a run, an image) that is not here. */
export function UnknownPlace({
  title,
  names,
  again,
}: {
  title: string;
  /** What the address may have named, as a clause's object. */
  names: string;
  again: { href: string; label: string };
}) {
  return (
    <Page className="pb-16">
      <PageHead title={title} />
      <EmptyState
        title="There is no such thing here"
        action={
          <span className="flex flex-wrap gap-2">
            <Button look="primary" asChild>
              <Link href="/services">See all services</Link>
            </Button>
            <Button asChild>
              <Link href={again.href}>{again.label}</Link>
            </Button>
          </span>
        }
      >
        <p>The address names {names} that this installation does not have.</p>
      </EmptyState>
    </Page>
  );
}
