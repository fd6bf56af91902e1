"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useId, useTransition } from "react";
import { Select } from "./select.tsx";

const NOTHING: readonly string[] = [];

export type Option = { value: string; label: string };

/**
 * A choice that lives in the URL. With JavaScript it applies at once; without, it is a field of the form around it.
 * Choosing `fallback` takes the parameter out of the URL.
 */
export function QuerySelect({
  name,
  label,
  value,
  fallback,
  options,
  isLabelShown = false,
  clears = NOTHING,
}: {
  name: string;
  label: string;
  value: string;
  fallback?: string;
  options: readonly Option[];
  /** Beside the field where there is room; readers always hear it. */
  isLabelShown?: boolean;
  /** Parameters that mean nothing beside another choice: they leave the URL with it. */
  clears?: readonly string[];
}) {
  const id = useId();
  const [isPending, startTransition] = useTransition();
  const [, setValues] = useQueryStates(
    Object.fromEntries([name, ...clears].map((each) => [each, parseAsString])),
    { shallow: false, scroll: false, history: "push", startTransition },
  );
  const choose = (chosen: string) =>
    setValues({
      ...Object.fromEntries(clears.map((each) => [each, null])),
      [name]: chosen === fallback ? null : chosen,
    });
  return (
    <span className="inline-flex flex-1 items-center gap-2 text-caption text-ink-3 md:flex-none">
      <label htmlFor={id} className={isLabelShown ? "sr-only min-[1360px]:not-sr-only" : "sr-only"}>
        {label}
      </label>
      <Select
        id={id}
        key={value}
        className="max-w-full flex-1 md:max-w-[150px]"
        name={name}
        defaultValue={value}
        aria-busy={isPending}
        onChange={(event) => choose(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </span>
  );
}
