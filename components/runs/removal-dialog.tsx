"use client";

import type { ReactNode } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import type { LateDialog } from "@/components/ui/use-late-dialog.ts";

export type Removal = {
  /** What the API is told to DELETE. */
  path: string;
  title: string;
  /** The button's words, before and while it is done. */
  action: { label: string; doing: string };
  /** What is gone afterwards, and what stays. */
  children: ReactNode;
};

/** Asks before something is taken away, and takes it away. */
export function RemovalDialog({
  path,
  title,
  action,
  isOpen,
  setOpen,
  returnTo,
  children,
}: Removal & LateDialog) {
  const { isAsking, ask } = useAsk();
  const remove = () =>
    ask(async () => {
      await tellApi(path, { method: "DELETE", body: {} });
      setOpen(false);
    });
  return (
    <Dialog title={title} open={isOpen} onOpenChange={setOpen} returnTo={returnTo}>
      <DialogPart>
        <p>{children}</p>
      </DialogPart>
      <DialogFoot>
        <DialogClose asChild>
          <Button>Keep it</Button>
        </DialogClose>
        <Button look="primary" disabled={isAsking} onClick={remove}>
          {isAsking ? action.doing : action.label}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
