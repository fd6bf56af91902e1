import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { StandInTag, Tag } from "@/components/ui/tag.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { Matrix } from "@/lib/compare/matrix.ts";
import type { ComparisonColumn } from "@/lib/images/schemas.ts";
import { BuildingMark } from "./building-mark.tsx";

const STICKY = "md:sticky md:top-(--top-bar) lg:top-[calc(var(--top-bar)+53px)]";

/** The table's head: a column an image, the reference marked; it stays in sight when the page is scrolled. */
export function MatrixHead({
  columns,
  matrix,
  actions,
}: {
  columns: readonly ComparisonColumn[];
  matrix: Matrix;
  actions: Record<string, ReactNode> | undefined;
}) {
  const marks = new Map(matrix.columns.map(({ imageId, mark }) => [imageId, mark]));
  return (
    <thead>
      <tr>
        <th
          scope="col"
          className={classNames(
            "matrix-side",
            STICKY,
            "border-b border-b-rule-3 pt-2.5 pb-[9px] align-bottom md:z-[6]",
          )}
        >
          <small className="block text-[11px] text-ink-3 leading-[15px]">
            <i
              aria-hidden="true"
              className="mr-1.5 inline-block size-[5px] rounded-full bg-ink align-[2.5px]"
            />
            best in its row
          </small>
          <small className="block text-[11px] text-ink-3 leading-[15px]">▲▼ against the reference</small>
          <small className="block text-[11px] text-ink-3 leading-[15px]">grey: same as the reference</small>
        </th>
        {columns.map(({ image, isReference }) => (
          <th
            key={image.imageId}
            scope="col"
            className={classNames(
              STICKY,
              "border-rule-3 border-b px-3 pt-2.5 pb-[9px] text-right align-bottom md:z-[5] md:pr-3.5 md:pl-2",
              isReference ? "bg-accent-wash shadow-[inset_0_2px_var(--accent)]" : "bg-bg",
            )}
          >
            <span className="inline-flex items-center gap-2">
              <BuildingMark variant={image.variant} />
              <VariantName
                variant={image.variant}
                href={`/images/${image.imageId}`}
                className="font-semibold"
              />
            </span>
            {marks.get(image.imageId) ? (
              <small className="block text-[11px] text-ink-2 leading-[15px]">
                {marks.get(image.imageId)}
              </small>
            ) : null}
            <span className="flex flex-wrap justify-end gap-1 text-[11px] text-ink-3 leading-[15px]">
              {image.standIn ? <StandInTag /> : null}
              {image.base ? null : "no base"}
              {isReference ? <Tag kind="reference">reference</Tag> : null}
            </span>
            {actions?.[image.imageId]}
          </th>
        ))}
      </tr>
    </thead>
  );
}
