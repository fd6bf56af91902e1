"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useTransition } from "react";
import { type Option, QuerySelect } from "@/components/compare/query-select.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/field.tsx";

/** Which files are shown; each choice is in the URL, and a field of a form without JavaScript. */
export function FilesForm({
  layer,
  layers,
  show,
  shows,
  showFallback,
  file,
}: {
  layer: string;
  layers: readonly Option[];
  show: string;
  shows: readonly Option[];
  showFallback: string;
  file: string;
}) {
  const [isPending, startTransition] = useTransition();
  const [, setFile] = useQueryState(
    "file",
    parseAsString.withOptions({
      shallow: false,
      scroll: false,
      history: "replace",
      throttleMs: 300,
      startTransition,
    }),
  );
  return (
    <form action="#files" className="mb-3 flex flex-wrap items-center gap-2">
      <QuerySelect name="layer" label="Layer" value={layer} fallback="" options={layers} />
      <QuerySelect name="show" label="Show" value={show} fallback={showFallback} options={shows} />
      <Input
        type="search"
        name="file"
        defaultValue={file}
        aria-label="Part of a path"
        placeholder="Part of a path"
        aria-busy={isPending}
        onChange={(event) => setFile(event.target.value === "" ? null : event.target.value)}
        className="h-9 min-w-0 flex-1 text-caption md:h-8 md:max-w-[220px]"
      />
      <noscript>
        <Button type="submit">Apply</Button>
      </noscript>
    </form>
  );
}
