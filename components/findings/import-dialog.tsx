"use client";

import { type FormEvent, useId, useState } from "react";
import { z } from "zod";
import { callApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { Input, Label } from "@/components/ui/field.tsx";

const imported = z.object({ added: z.number(), known: z.number(), passedOver: z.array(z.string()) });
type Imported = z.infer<typeof imported>;

/** Takes over what an OpenVEX document or a .trivyignore.yaml accepts, and says what it passed over. */
export function ImportDialog({ service }: { service: string }) {
  const id = useId();
  const { isAsking, ask } = useAsk();
  const [result, setResult] = useState<Imported>();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    if (!(file instanceof File)) return;
    setResult(undefined);
    void ask(async () => {
      const content = await file.text();
      const body = { service, author: String(form.get("author") ?? ""), format: formatOf(content), content };
      setResult(await callApi(imported, "/suppressions/import", { method: "POST", body }));
    });
  };
  return (
    <Dialog
      title="Import acceptances"
      description={`What an OpenVEX document or a .trivyignore.yaml accepts, for the images of ${service}. The same file again adds nothing.`}
      trigger={<Button look="primary">Import…</Button>}
    >
      <form onSubmit={send}>
        <DialogPart>
          <Label htmlFor={`${id}-file`}>File</Label>
          <Input id={`${id}-file`} name="file" type="file" required accept=".json,.yaml,.yml,.openvex" />
          <Label htmlFor={`${id}-author`}>Who accepts it</Label>
          <Input id={`${id}-author`} name="author" required maxLength={200} autoComplete="name" />
          <div aria-live="polite">{result ? <Result result={result} /> : null}</div>
        </DialogPart>
        <DialogFoot note="The name is kept as typed; nobody checks it.">
          <Button look="primary" type="submit" disabled={isAsking}>
            Import
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function Result({ result: { added, known, passedOver } }: { result: Imported }) {
  return (
    <div className="mt-3 text-caption text-ink-2">
      <p className="text-ink">
        {added} added{known > 0 ? `, ${known} held already` : null}
        {passedOver.length > 0 ? `, ${passedOver.length} passed over:` : "."}
      </p>
      {passedOver.length > 0 ? (
        <ul className="mt-1 max-h-40 overflow-y-auto [overflow-wrap:anywhere]">
          {[...new Set(passedOver)].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** OpenVEX is JSON; of the two only it begins with a brace. */
function formatOf(content: string): "openvex" | "trivyignore" {
  return content.trimStart().startsWith("{") ? "openvex" : "trivyignore";
}
