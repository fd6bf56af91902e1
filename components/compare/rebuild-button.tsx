"use client";

import { Button, type ButtonProps } from "@/components/ui/button.tsx";
import type { VariantId } from "@/lib/variants/variants.ts";
import { useRebuild } from "./rebuild-context.tsx";

/** Starts a run of these variants, or of the default ones; while one is going it joins that. */
export function RebuildButton({
  variants,
  force,
  children,
  ...rest
}: ButtonProps & { variants?: readonly VariantId[]; force?: boolean }) {
  const rebuild = useRebuild();
  if (!rebuild) return null;
  return (
    <Button
      {...rest}
      disabled={rest.disabled || rebuild.blocked !== undefined || rebuild.isStarting}
      title={rebuild.blocked ?? rest.title}
      onClick={() => rebuild.start(variants, force ? { force } : undefined)}
    >
      {children}
    </Button>
  );
}
