import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A real table in a box that scrolls sideways where the page is narrow, unless its few columns fit a phone. */
export function Table({ fitsPhone, className, ...rest }: ComponentProps<"table"> & { fitsPhone?: boolean }) {
  return (
    <div className="relative -mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <table
        className={classNames("text-body md:min-w-0", !fitsPhone && "min-w-[600px]", className)}
        {...rest}
      />
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

export function Td({ num, dim, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      className={classNames("cell", num ? "cell-num" : "pr-4", dim ? "text-ink-3" : "text-ink", className)}
      {...rest}
    />
  );
}

/** A row; `j` and `k` go to what it opens. */
export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return <tr data-row="" className={classNames("group", className)} {...rest} />;
}
