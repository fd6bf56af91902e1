"use client";

import { type ReactNode, useState } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";

type Props = {
  /** What the API is told to DELETE. */
  path: string;
  trigger: ReactNode;
  title: string;
  /** The button's words, before and while it is done. */
  action: { label: string; doing: string };
  /** What is gone afterwards, and what stays. */
  children: ReactNode;
};

/** Takes something away, after asking. */
export function ConfirmRemoval({ path, trigger, title, action, children }: Props) {
  const [open, setOpen] = useState(false);
  const { isAsking, ask } = useAsk();
  const remove = () =>
    ask(async () => {
      await tellApi(path, { method: "DELETE", body: {} });
      setOpen(false);
    });
  return (
    <Dialog title={title} trigger={trigger} open={open} onOpenChange={setOpen}>
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
