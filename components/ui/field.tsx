import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const INPUT =
  "block w-full rounded-control border border-rule-3 bg-bg px-2.5 py-[5px] text-body text-ink placeholder:text-ink-3 aria-[invalid=true]:border-bad";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(INPUT, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={classNames(INPUT, "min-h-16 resize-y", className)} {...rest} />;
}

export function Label({
  htmlFor,
  className,
  children,
  ...rest
}: ComponentProps<"label"> & { htmlFor: string }) {
  return (
    <label
      htmlFor={htmlFor}
      className={classNames("mt-2.5 mb-1 block font-medium text-caption text-ink", className)}
      {...rest}
    >
      {children}
    </label>
  );
}
