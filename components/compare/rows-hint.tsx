import { Link } from "@/components/ui/link.tsx";

/** Where the rows are explained: each in place, and all together. */
export function RowsHint() {
  return (
    <>
      every row explains itself on hover or focus; <Link href="/compare/rows">all explained</Link>
    </>
  );
}
