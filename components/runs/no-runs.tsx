import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Link } from "@/components/ui/link.tsx";

/** What a list without runs says, and where the first one is started. */
export function NoRuns({ service }: { service: string | undefined }) {
  return (
    <EmptyState
      title={service ? `No run of ${service} yet` : "No run yet"}
      action={
        <Button look="primary" asChild>
          <Link href={service ? `/compare?service=${encodeURIComponent(service)}` : "/compare"}>
            Open the comparison and build
          </Link>
        </Button>
      }
    >
      <p>
        A run builds some variants of one service. Five variants take some minutes when nothing is cached, and
        seconds after an edit.
      </p>
    </EmptyState>
  );
}
