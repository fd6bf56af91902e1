import { classNames } from "@/components/ui/class-names.ts";
import { Skeleton } from "@/components/ui/skeleton.tsx";

/** A list's rows while it is read; each column is given by its width. */
export function RowsSkeleton({ rows, columns }: { rows: number; columns: readonly string[] }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows that are all alike and never move
    <div key={row} className="flex h-[37px] items-center gap-12 border-rule border-b">
      {columns.map((column) => (
        <Skeleton key={column} className={classNames("h-3", column)} />
      ))}
    </div>
  ));
}
