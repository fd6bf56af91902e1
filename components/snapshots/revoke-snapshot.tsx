"use client";

import { useState } from "react";
import { tellApi } from "@/components/runs/call-api.ts";
import { useAsk } from "@/components/runs/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";

/** Takes a permalink back, after asking: nobody can give it again. */
export function RevokeSnapshot({ slug }: { slug: string }) {
  const [open, setOpen] = useState(false);
  const { isAsking, ask } = useAsk();
  const revoke = () =>
    ask(async () => {
      await tellApi(`/snapshots/${slug}`, { method: "DELETE", body: {} });
      setOpen(false);
    });
  return (
    <Dialog
      title="Revoke this snapshot?"
      trigger={<Button size="small">Revoke</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <DialogPart>
        <p>
          Whoever opens <code className="mono">/c/{slug}</code> from then on reads that it was revoked, and
          when. Its name is never given again, and this cannot be undone.
        </p>
      </DialogPart>
      <DialogFoot>
        <DialogClose asChild>
          <Button>Keep it</Button>
        </DialogClose>
        <Button look="primary" disabled={isAsking} onClick={revoke}>
          {isAsking ? "Revoking…" : "Revoke snapshot"}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
