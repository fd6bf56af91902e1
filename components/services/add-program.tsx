"use client";

import { type FormEvent, useId, useState } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { Input, Label } from "@/components/ui/field.tsx";
import { NameField } from "./name-field.tsx";
import { ServiceField } from "./service-field.tsx";

const FIELDS = ["name", "path"];

/** Adds a prebuilt service, or gives one another program: an upload, or a path that the operator allows. */
export function AddProgram({
  folders,
  replaced,
}: {
  folders: readonly string[];
  /** The service that gets another program; absent for a new one. */
  replaced?: string;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [path, setPath] = useState("");
  const { isAsking, ask, problem } = useAsk({ fields: FIELDS });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = replaced ?? String(form.get("name") ?? "").trim();
    const file = form.get("file");
    void ask(async () => {
      if (path.trim() !== "") {
        const body = { name, path: path.trim(), replace: replaced !== undefined };
        await tellApi("/services", { method: "POST", body });
      } else if (file instanceof File) {
        const query = new URLSearchParams({ name, replace: String(replaced !== undefined) });
        await tellApi(`/services/upload?${query}`, { method: "POST", file });
      }
      setPath("");
      setOpen(false);
    });
  };
  const trigger = replaced ? (
    <Button size="small" aria-label={`Another program for ${replaced}`}>
      Another program…
    </Button>
  ) : (
    <Button>Add a prebuilt program…</Button>
  );
  return (
    <Dialog
      title={replaced ? `Another program for ${replaced}` : "Add a prebuilt program"}
      description="A compiled Linux program (ELF). Its bytes are shipped as they are, on the bases that it starts on; nothing is compiled."
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
    >
      <form onSubmit={send}>
        <DialogPart>
          {replaced ? null : <NameField placeholder="gate" problem={problem} />}
          <Label htmlFor={`${id}-file`}>Program, at most 64 MiB</Label>
          <Input id={`${id}-file`} name="file" type="file" required={path.trim() === ""} />
          <ServiceField
            name="path"
            label="Or its path on this server"
            problem={problem}
            value={path}
            onChange={(event) => setPath(event.target.value)}
            disabled={folders.length === 0}
            placeholder={folders[0] === undefined ? "" : `${folders[0].replace(/\/$/, "")}/…`}
            remark={
              folders.length === 0
                ? "No folder is allowed: IMAGE_DIET_PREBUILT_ROOTS names those that are."
                : `Below ${folders.join(" or ")}. It is read anew for every run.`
            }
          />
        </DialogPart>
        <DialogFoot>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button look="primary" type="submit" disabled={isAsking}>
            {isAsking ? "Sending…" : replaced ? "Replace it" : "Add it"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
