"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useTransition } from "react";
import { Input } from "./field.tsx";

/** Words that live in the URL: with JavaScript they apply while one types, without as a field of the form around it. */
export function QuerySearch({ name, label, value }: { name: string; label: string; value: string }) {
  const [isPending, startTransition] = useTransition();
  const [, setValue] = useQueryState(
    name,
    parseAsString.withOptions({
      shallow: false,
      scroll: false,
      history: "replace",
      throttleMs: 300,
      startTransition,
    }),
  );
  return (
    <Input
      type="search"
      name={name}
      defaultValue={value}
      aria-label={label}
      placeholder={label}
      aria-busy={isPending}
      onChange={(event) => setValue(event.target.value === "" ? null : event.target.value)}
      className="h-9 min-w-0 flex-1 text-caption md:h-8 md:max-w-[220px]"
    />
  );
}
