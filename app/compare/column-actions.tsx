import type { ReactNode } from "react";
import { ColumnMenu, type ColumnStep } from "@/components/compare/column-menu.tsx";
import { RebuildButton } from "@/components/compare/rebuild-button.tsx";
import { moveColumn, toColumnKey, toColumnNames } from "@/lib/compare/columns.ts";
import { type CompareQuery, compareHref } from "@/lib/compare/query.ts";
import type { Comparison, ImageView } from "@/lib/images/schemas.ts";

/** What can be done with each column, by image id: build it again, move it, take it out, compare with it. */
export function columnActions(comparison: Comparison, query: CompareQuery): Record<string, ReactNode> {
  const names = toColumnNames(comparison);
  return Object.fromEntries(
    comparison.columns.map(({ image }) => {
      const name = names.get(image.imageId) ?? image.variant;
      return [
        image.imageId,
        <div key={image.imageId} data-screen-only="" className="mt-1.5 -mr-2 flex justify-end">
          <RebuildButton
            size="small"
            look="quiet"
            variants={[image.variant]}
            aria-label={`Rebuild ${image.variant}`}
          >
            Rebuild
          </RebuildButton>
          <ColumnMenu name={name} steps={toSteps(comparison, query, image)} />
        </div>,
      ];
    }),
  );
}

function toSteps(comparison: Comparison, query: CompareQuery, image: ImageView): ColumnStep[] {
  const moved = (step: -1 | 1) => {
    const order = moveColumn(comparison, image.imageId, step);
    return order && compareHref(query, { order });
  };
  const isReference = image.imageId === comparison.referenceImageId;
  return [
    { label: "Move left", href: moved(-1) },
    { label: "Move right", href: moved(1) },
    {
      label: "Make it the reference",
      href: isReference ? undefined : compareHref(query, { ref: toColumnKey(comparison, image.imageId) }),
    },
    { label: "Take it out", href: takenOut(comparison, query, image) },
  ];
}

/** The view without one image; nothing is left to compare where it is one of two. */
function takenOut({ columns }: Comparison, query: CompareQuery, image: ImageView): string | undefined {
  const rest = columns.map((column) => column.image).filter((other) => other.imageId !== image.imageId);
  if (rest.length < 2) return undefined;
  return query.images
    ? compareHref(query, { images: rest.map((other) => other.imageId.replace("sha256:", "").slice(0, 12)) })
    : compareHref(query, { variants: rest.map((other) => other.variant) });
}
