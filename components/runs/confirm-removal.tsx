"use client";

import { Button, type ButtonProps } from "@/components/ui/button.tsx";
import { latePart } from "@/components/ui/late-part.tsx";
import { useLateDialog } from "@/components/ui/use-late-dialog.ts";
import type { Removal } from "./removal-dialog.tsx";

const RemovalDialog = latePart(() => import("./removal-dialog.tsx").then((module) => module.RemovalDialog));

/** Takes something away, after asking; `trigger` is the button that asks. */
export function ConfirmRemoval({ trigger, ...removal }: Removal & { trigger: ButtonProps }) {
  const { isWanted, button, dialog } = useLateDialog();
  return (
    <>
      <Button size="small" {...trigger} {...button} />
      {isWanted ? <RemovalDialog {...removal} {...dialog} /> : null}
    </>
  );
}
