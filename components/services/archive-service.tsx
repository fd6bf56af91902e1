"use client";

import { useState } from "react";
import { tellApi } from "@/components/runs/call-api.ts";
import { useAsk } from "@/components/runs/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";

/** Takes a service off the list, after asking: its upload goes with it. */
export function ArchiveService({ service }: { service: string }) {
  const [open, setOpen] = useState(false);
  const { isAsking, ask } = useAsk();
  const archive = () =>
    ask(async () => {
      await tellApi(`/services/${encodeURIComponent(service)}`, { method: "DELETE", body: {} });
      setOpen(false);
    });
  return (
    <Dialog
      title={`Archive ${service}?`}
      trigger={
        <Button size="small" aria-label={`Archive ${service}`}>
          Archive…
        </Button>
      }
      open={open}
      onOpenChange={setOpen}
    >
      <DialogPart>
        <p>
          Nothing more is built of it, and its program goes from the disk if it was uploaded. Its images, runs
          and snapshots stay.
        </p>
      </DialogPart>
      <DialogFoot>
        <DialogClose asChild>
          <Button>Keep it</Button>
        </DialogClose>
        <Button look="primary" disabled={isAsking} onClick={archive}>
          {isAsking ? "Archiving…" : "Archive service"}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
