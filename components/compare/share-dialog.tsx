"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { callApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { BadgeMarkdown } from "@/components/badges/badge-markdown.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { Input, Label, Textarea } from "@/components/ui/field.tsx";
import { Link } from "@/components/ui/link.tsx";
import { readFields } from "@/components/ui/read-fields.ts";
import { notify } from "@/components/ui/toast.tsx";
import type { LateDialog } from "@/components/ui/use-late-dialog.ts";

const frozenAnswer = () => import("./frozen-answer.ts").then((module) => module.frozenAnswer);

export type ShareSubject = {
  /** The live view's query string. */
  query: string;
  title: string;
  /** What would be frozen: `5 images, 4 stand-in bases`. */
  contents: string;
};

/** Two different things: a link that follows later builds, and a copy that never changes. */
export function ShareDialog({
  query,
  title,
  contents,
  isOpen,
  setOpen,
  returnTo,
}: ShareSubject & LateDialog) {
  const router = useRouter();
  const { isAsking, ask } = useAsk({ redraws: false });
  // What was typed outlives a dialog that is closed before it is sent.
  const [draft, setDraft] = useState<FormData>();
  const drafted = (name: string) => draft?.get(name)?.toString();
  const link = `/compare?${query}`;

  // No form action: React empties a form once its action is done, and a refusal must leave the note to be sent again.
  const freeze = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { slug, ...said } = readFields(event.currentTarget);
    void ask(async () => {
      const body = { query, ...said, ...(slug ? { slug } : {}) };
      const snapshot = await callApi(frozenAnswer, "/snapshots", { method: "POST", body });
      notify({ text: "Snapshot frozen", detail: `Its figures stay as they are now, at /c/${snapshot.slug}` });
      setDraft(undefined);
      setOpen(false);
      router.push(`/c/${snapshot.slug}`);
    });
  };

  return (
    <Dialog title="Share this comparison" open={isOpen} onOpenChange={setOpen} returnTo={returnTo}>
      <DialogPart
        title="Live view"
        hint="Follows every later build: whoever opens it next month sees next month’s figures."
      >
        <div className="flex gap-2">
          <Input readOnly value={link} aria-label="Link to the live view" className="mono min-w-0" />
          <CopyButton text={link} said="Link copied" detail="Live view: it follows later builds">
            Copy link
          </CopyButton>
        </div>
        <p className="mt-2 text-caption">
          <Link href="/snapshots">All snapshots</Link> that were frozen before.
        </p>
      </DialogPart>
      <section className="border-rule border-t">
        <DialogPart
          title="Badge"
          hint="The lightest image against the reference, as a picture that is always up to date."
        >
          <BadgeMarkdown name={title} image={`/api/v1/badges/compare?${query}`} link={link} />
        </DialogPart>
      </section>
      <form
        onSubmit={freeze}
        onChange={(event) => setDraft(new FormData(event.currentTarget))}
        className="border-rule border-t"
      >
        <DialogPart
          title="Frozen snapshot"
          hint="Stores these images’ figures and digests for ever. Deleting an image or building again does not change it."
        >
          <Label htmlFor="snapshot-title">Title</Label>
          <Input
            id="snapshot-title"
            name="title"
            dir="auto"
            maxLength={200}
            defaultValue={drafted("title") ?? title}
          />
          <Label htmlFor="snapshot-slug">
            Link{" "}
            <span className="font-normal text-ink-3">(optional; without it, one that nobody guesses)</span>
          </Label>
          <div className="flex items-center gap-2">
            <span className="mono text-ink-3">/c/</span>
            <Input
              id="snapshot-slug"
              name="slug"
              defaultValue={drafted("slug")}
              className="mono min-w-0"
              placeholder="base-for-2027"
              pattern="[a-z0-9][a-z0-9\-]{2,62}[a-z0-9]"
              title="4 to 64 lower-case letters, digits and dashes"
            />
          </div>
          <Label htmlFor="snapshot-note">
            Decision note <span className="font-normal text-ink-3">(optional)</span>
          </Label>
          <Textarea
            id="snapshot-note"
            name="note"
            dir="auto"
            rows={4}
            maxLength={20_000}
            defaultValue={drafted("note")}
          />
        </DialogPart>
        <DialogFoot note={contents}>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" look="primary" disabled={isAsking}>
            {isAsking ? "Freezing…" : "Freeze snapshot"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
