import { Button } from "@/components/ui/button.tsx";
import { Link } from "@/components/ui/link.tsx";

/** The way to older runs, and back to the newest. */
export function RunPager({
  service,
  isFirst,
  nextCursor,
}: {
  service: string | undefined;
  isFirst: boolean;
  nextCursor: string | undefined;
}) {
  if (isFirst && nextCursor === undefined) return null;
  const href = (cursor?: string) => {
    const query = new URLSearchParams({ ...(service ? { service } : {}), ...(cursor ? { cursor } : {}) });
    return query.size > 0 ? `/runs?${query}` : "/runs";
  };
  return (
    <nav aria-label="Pages of runs" className="mt-4 flex gap-2">
      {isFirst ? null : (
        <Button asChild>
          <Link href={href()}>Newest runs</Link>
        </Button>
      )}
      {nextCursor === undefined ? null : (
        <Button asChild>
          <Link href={href(nextCursor)}>Older runs</Link>
        </Button>
      )}
    </nav>
  );
}
