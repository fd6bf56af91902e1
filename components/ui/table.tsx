import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A real table. On a phone each row stands as a block of its own, unless the few columns fit there. */
export function Table({ fitsPhone, className, ...rest }: ComponentProps<"table"> & { fitsPhone?: boolean }) {
  return (
    <div className="relative -mx-4 overflow-x-auto px-4 md:-mx-1 md:px-1">
      <table className={classNames("text-body", !fitsPhone && "folds", className)} {...rest} />
    </div>
  );
}

type CellProps = { num?: boolean; dim?: boolean };

export function Th({ num, dim: _, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={classNames(
        "whitespace-nowrap border-rule-3 border-b py-1.5 text-caption text-ink-3",
        num ? "pl-4 text-right" : "pr-4",
        className,
      )}
      {...rest}
    />
  );
}

type FoldProps = {
  /** What the column's head says, for a row that is a block: before the value, and its unit behind it. */
  name?: string | undefined;
  unit?: string | undefined;
  /** The block's title, what stands before it or at its right end, or what takes a line of its own; all else flows. */
  fold?: "title" | "mark" | "end" | "line" | undefined;
};

export function Td({
  num,
  dim,
  name,
  unit,
  fold,
  className,
  ...rest
}: ComponentProps<"td"> & CellProps & FoldProps) {
  return (
    <td
      data-name={name}
      data-unit={unit}
      data-fold={fold}
      className={classNames("cell", num ? "cell-num" : "pr-4", dim ? "text-ink-3" : "text-ink", className)}
      {...rest}
    />
  );
}

/** A row; `j` and `k` go to what it opens. */
export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return <tr data-row="" className={classNames("group", className)} {...rest} />;
}
