"use client";

import { type FormEvent, useState } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { readFields, withoutEmpty } from "@/components/ui/read-fields.ts";
import type { AllowedPlaces } from "./allowed-places.ts";
import { NameField } from "./name-field.tsx";
import { SourceFields } from "./source-fields.tsx";

type Kind = "git" | "path";
const FIELDS = ["name", "git", "ref", "path", "package"];

/** Adds a service that is compiled here: of a repository, or of a folder that the operator allows. */
export function AddSource({ allowed }: { allowed: AllowedPlaces }) {
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>(
    allowed.git.length > 0 || allowed.path.length === 0 ? "git" : "path",
  );
  const { isAsking, ask, problem } = useAsk({ fields: FIELDS });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = withoutEmpty(readFields(event.currentTarget));
    void ask(async () => {
      await tellApi("/services/source", { method: "POST", body });
      setOpen(false);
    });
  };
  return (
    <Dialog
      title="Add a service"
      description="A Rust program with its Cargo.lock. It is compiled here, once for each recipe, and put on every base."
      trigger={<Button look="primary">Add a service…</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <form onSubmit={send}>
        <DialogPart>
          <NameField placeholder="ledger" problem={problem} />
          <fieldset className="mt-2.5 flex gap-4 text-body text-ink">
            <legend className="mb-1 font-medium text-caption">Where its source is</legend>
            <KindChoice kind="git" chosen={kind} onChoose={setKind}>
              a git repository
            </KindChoice>
            <KindChoice kind="path" chosen={kind} onChoose={setKind}>
              a folder on this server
            </KindChoice>
          </fieldset>
          <div className="mt-2.5">
            <SourceFields kind={kind} allowed={allowed} problem={problem} />
          </div>
        </DialogPart>
        <DialogFoot>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button look="primary" type="submit" disabled={isAsking || allowed[kind].length === 0}>
            {isAsking ? (kind === "git" ? "Cloning…" : "Adding…") : "Add it"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function KindChoice({
  kind,
  chosen,
  onChoose,
  children,
}: {
  kind: Kind;
  chosen: Kind;
  onChoose: (kind: Kind) => void;
  children: string;
}) {
  return (
    <label className="flex items-center gap-2">
      <input
        type="radio"
        className="accent-accent"
        checked={kind === chosen}
        onChange={() => onChoose(kind)}
      />
      {children}
    </label>
  );
}
