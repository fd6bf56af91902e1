import type { ReactNode } from "react";
import type { ComparisonColumn } from "@/lib/images/schemas.ts";
import { RebuildButton } from "./rebuild-button.tsx";

/** One rebuild button a column, by image id. */
export function columnActions(columns: readonly ComparisonColumn[]): Record<string, ReactNode> {
  return Object.fromEntries(
    columns.map(({ image }) => [
      image.imageId,
      <div key={image.imageId} data-screen-only="" className="mt-1.5 flex justify-end">
        <RebuildButton
          size="small"
          look="quiet"
          variants={[image.variant]}
          aria-label={`Rebuild ${image.variant}`}
          className="-mr-2"
        >
          Rebuild
        </RebuildButton>
      </div>,
    ]),
  );
}
