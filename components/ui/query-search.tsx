"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Input } from "./field.tsx";

/**
 * Words that live in the URL: with JavaScript they apply while one types, without as a field of the form around it. Other
 * words begin at the first page: they take `page`, the parameter that says how far one has paged, out of the URL.
 */
export function QuerySearch({
  name,
  label,
  value,
  page,
}: {
  name: string;
  label: string;
  value: string;
  page?: string;
}) {
  const [isPending, startTransition] = useTransition();
  const [, setValues] = useQueryStates(
    { [name]: parseAsString, ...(page === undefined ? {} : { [page]: parseAsString }) },
    { shallow: false, scroll: false, history: "replace", throttleMs: 300, startTransition },
  );
  return (
    <Input
      type="search"
      name={name}
      defaultValue={value}
      aria-label={label}
      placeholder={label}
      aria-busy={isPending}
      onChange={({ target }) =>
        setValues({
          [name]: target.value === "" ? null : target.value,
          ...(page === undefined ? {} : { [page]: null }),
        })
      }
      className="h-9 min-w-0 flex-1 text-caption md:h-8 md:max-w-[220px]"
    />
  );
}
