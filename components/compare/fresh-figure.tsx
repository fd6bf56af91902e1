"use client";

import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { deltaText } from "@/components/ui/size.tsx";
import type { SizeUnit } from "@/lib/format.ts";
import type { ImageView } from "@/lib/images/schemas.ts";
import { isGoing } from "@/lib/job-status.ts";
import { useRebuild } from "./rebuild-context.tsx";

/**
 * A figure of an image that this page may be building again: set back until its successor is in, which then says how far
 * it is from the one before.
 */
export function FreshFigure({
  image,
  bytes,
  beforeBytes,
  unit,
  isShort = false,
  children,
}: {
  image: Pick<ImageView, "imageId" | "variant">;
  bytes: number;
  /** Of the image before it. */
  beforeBytes: number | undefined;
  unit: SizeUnit;
  /** Where there is room for the delta alone: what it is against is left to those who are read to. */
  isShort?: boolean;
  children: ReactNode;
}) {
  const build = useRebuild()?.run?.builds.find(({ variant }) => variant === image.variant);
  if (build && isGoing(build)) return <span className="text-ink-3">{children}</span>;
  const isNew = build?.status === "succeeded" && build.imageId === image.imageId;
  if (!isNew || build.previousSizeBytes === undefined) return children;
  return (
    <>
      {children}
      <FreshDelta
        bytes={bytes - (beforeBytes ?? bytes)}
        beforeBytes={beforeBytes}
        unit={unit}
        isShort={isShort}
      />
    </>
  );
}

function FreshDelta({
  bytes,
  beforeBytes,
  unit,
  isShort,
}: {
  bytes: number;
  beforeBytes: number | undefined;
  unit: SizeUnit;
  isShort: boolean;
}) {
  const ratio = beforeBytes ? bytes / beforeBytes : undefined;
  return (
    <mark
      className={classNames(
        "ml-auto block w-fit rounded-tag bg-accent-wash px-1.5 font-medium text-[11px] text-accent leading-[17px] ring-1 ring-accent",
        isShort && "whitespace-nowrap",
      )}
    >
      {bytes === 0 ? (
        "as before"
      ) : (
        <>
          {deltaText({ bytes, ratio }, unit)}
          <span className={isShort ? "sr-only" : undefined}> since before</span>
        </>
      )}
    </mark>
  );
}
