"use client";

import { type FormEvent, useId, useState } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { Input, Label, Textarea } from "@/components/ui/field.tsx";

const DEFAULT_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

type Props = {
  service: string;
  vulnerabilityId: string;
  /** Absent: in whatever package. */
  packageName?: string;
};

/** Accepts one flaw of one package in a service's images, with a reason, a name and a last day. */
export function AcceptDialog(props: Props) {
  const [isOpen, setOpen] = useState(false);
  const { isAsking, ask } = useAsk();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { ...props, ...toFields(new FormData(event.currentTarget)) };
    void ask(async () => {
      await tellApi("/suppressions", { method: "POST", body });
      setOpen(false);
    });
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={`Accept ${props.vulnerabilityId} in ${props.packageName ?? "every package"}`}
      description={`In every image of ${props.service}. It stays visible as accepted and counts again after its last day.`}
      trigger={
        <Button size="small" look="quiet">
          Accept
        </Button>
      }
    >
      <form onSubmit={send}>
        <Fields />
        <DialogFoot note="The name is kept as typed; nobody checks it.">
          <Button look="primary" type="submit" disabled={isAsking}>
            Accept
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function Fields() {
  const id = useId();
  return (
    <DialogPart>
      <Label htmlFor={`${id}-reason`}>Reason</Label>
      <Textarea id={`${id}-reason`} name="reason" required minLength={3} maxLength={2000} />
      <Label htmlFor={`${id}-author`}>Who accepts it</Label>
      <Input id={`${id}-author`} name="author" required maxLength={200} autoComplete="name" />
      <Label htmlFor={`${id}-until`}>Last day</Label>
      <Input id={`${id}-until`} name="until" type="date" required defaultValue={inDays(DEFAULT_DAYS)} />
    </DialogPart>
  );
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

function toFields(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return { reason: text("reason"), author: text("author"), expiresAt: `${text("until")}T23:59:59Z` };
}
