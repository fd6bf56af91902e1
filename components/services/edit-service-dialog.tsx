"use client";

import type { FormEvent } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { readFields, withoutEmpty } from "@/components/ui/read-fields.ts";
import type { LateDialog } from "@/components/ui/use-late-dialog.ts";
import type { GivenSource, ServiceView } from "@/lib/services/schemas.ts";
import type { AllowedPlaces } from "./allowed-places.ts";
import { ServiceField } from "./service-field.tsx";
import { SourceFields } from "./source-fields.tsx";

export type EditedService = {
  service: ServiceView;
  /** Where its source is, as it was given. */
  given: GivenSource | undefined;
  allowed: AllowedPlaces;
};

const FIELDS = ["title", "summary", "git", "ref", "path", "package"];

/** The form of what may change of a service: a prebuilt one gets another program elsewhere. */
export function EditServiceDialog({
  service: { slug, title, summary, kind },
  given,
  allowed,
  isOpen,
  setOpen,
  returnTo,
}: EditedService & LateDialog) {
  const { isAsking, ask, problem } = useAsk({ fields: FIELDS });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = toChanges(readFields(event.currentTarget), given);
    void ask(async () => {
      await tellApi(`/services/${encodeURIComponent(slug)}`, { method: "PATCH", body });
      setOpen(false);
    });
  };
  return (
    <Dialog
      title={`Edit ${slug}`}
      description="Its name stays, and so does everything that was built and frozen of it."
      open={isOpen}
      onOpenChange={setOpen}
      returnTo={returnTo}
    >
      <form onSubmit={send}>
        <DialogPart>
          <ServiceField
            name="title"
            label="Title"
            problem={problem}
            required
            maxLength={100}
            defaultValue={title}
          />
          <ServiceField
            name="summary"
            label="Description"
            problem={problem}
            maxLength={300}
            defaultValue={summary}
          />
        </DialogPart>
        {kind === "git" || kind === "path" ? (
          <DialogPart title="Where its source is" hint="What the next run builds.">
            <SourceFields kind={kind} allowed={allowed} given={given} problem={problem} />
          </DialogPart>
        ) : null}
        <DialogFoot>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button look="primary" type="submit" disabled={isAsking}>
            {isAsking ? "Saving…" : "Save"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** A source that is as it was is not sent: a repository would be cloned, a folder may not be allowed any more. */
function toChanges({ title, summary, ...source }: Record<string, string>, given: GivenSource = {}) {
  const known: Record<string, string | undefined> = given;
  const isOther = Object.entries(source).some(([name, text]) => text !== (known[name] ?? ""));
  return { title, summary, ...(isOther ? withoutEmpty(source) : {}) };
}
