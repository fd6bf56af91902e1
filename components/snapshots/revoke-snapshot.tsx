"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { callApi, notifyFailure } from "@/components/runs/call-api.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";

/** Takes a permalink back, after asking: nobody can give it again. */
export function RevokeSnapshot({ slug }: { slug: string }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [isRevoking, setIsRevoking] = useState(false);
  async function revoke() {
    setIsRevoking(true);
    try {
      await callApi(z.unknown(), `/snapshots/${slug}`, { method: "DELETE", body: {} });
      setOpen(false);
      router.refresh();
    } catch (error) {
      notifyFailure(error);
    } finally {
      setIsRevoking(false);
    }
  }
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
        <Button look="primary" disabled={isRevoking} onClick={revoke}>
          {isRevoking ? "Revoking…" : "Revoke snapshot"}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
