"use client";

import { type FormEvent, useId, useState } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { Input, Label } from "@/components/ui/field.tsx";
import { NameField } from "./name-field.tsx";

type Kind = "git" | "path";

/** Adds a service that is compiled here: of a repository, or of a folder that the operator allows. */
export function AddSource({ folders, hosts }: { folders: readonly string[]; hosts: readonly string[] }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>(hosts.length > 0 || folders.length === 0 ? "git" : "path");
  const { isAsking, ask } = useAsk();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const fields = [...form].flatMap(([name, value]): [string, string][] => {
      const text = String(value).trim();
      return text === "" ? [] : [[name, text]];
    });
    void ask(async () => {
      await tellApi("/services/source", { method: "POST", body: Object.fromEntries(fields) });
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
          <NameField id={`${id}-name`} placeholder="ledger" />
          <fieldset className="mt-2.5 flex gap-4 text-body text-ink">
            <legend className="mb-1 font-medium text-caption">Where its source is</legend>
            <KindChoice kind="git" chosen={kind} onChoose={setKind}>
              a git repository
            </KindChoice>
            <KindChoice kind="path" chosen={kind} onChoose={setKind}>
              a folder on this server
            </KindChoice>
          </fieldset>
          {kind === "git" ? (
            <>
              <Place
                id={`${id}-git`}
                name="git"
                label="Address"
                placeholder={`https://${hosts[0] ?? "…"}/team/ledger.git`}
                allowed={hosts}
                remark={
                  hosts.length === 0
                    ? "No host is allowed: IMAGE_DIET_GIT_HOSTS names those that are."
                    : `From ${hosts.join(" or ")}. Its newest commit is taken now, and whenever you ask for it.`
                }
              />
              <Label htmlFor={`${id}-ref`}>Branch or tag, if not the default one</Label>
              <Input id={`${id}-ref`} name="ref" maxLength={200} autoComplete="off" />
            </>
          ) : (
            <Place
              id={`${id}-path`}
              name="path"
              label="Folder"
              placeholder={`${(folders[0] ?? "").replace(/\/$/, "")}/…`}
              allowed={folders}
              remark={
                folders.length === 0
                  ? "No folder is allowed: IMAGE_DIET_SOURCE_ROOTS names those that are."
                  : `Below ${folders.join(" or ")}. It is read anew for every run.`
              }
            />
          )}
          <Label htmlFor={`${id}-package`}>Package, if its manifest is a workspace’s</Label>
          <Input id={`${id}-package`} name="package" maxLength={64} autoComplete="off" />
        </DialogPart>
        <DialogFoot>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            look="primary"
            type="submit"
            disabled={isAsking || (kind === "git" ? hosts : folders).length === 0}
          >
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

/** Where the source is, and what an operator allows. */
function Place({
  id,
  name,
  label,
  placeholder,
  allowed,
  remark,
}: {
  id: string;
  name: Kind;
  label: string;
  placeholder: string;
  allowed: readonly string[];
  remark: string;
}) {
  return (
    <>
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        name={name}
        required
        disabled={allowed.length === 0}
        placeholder={allowed.length === 0 ? "" : placeholder}
        autoComplete="off"
      />
      <p className="mt-1 text-axis text-ink-3 [overflow-wrap:anywhere]">{remark}</p>
    </>
  );
}
