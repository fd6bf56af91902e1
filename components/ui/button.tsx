import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

type Look = "primary" | "default" | "quiet";

const BASE =
  "inline-flex items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium no-underline transition-colors duration-[120ms] ease-out disabled:cursor-default disabled:border-dashed disabled:border-rule-2 disabled:bg-transparent disabled:text-ink-3 print:hidden";

const LOOKS: Record<Look, string> = {
  primary:
    "border-accent bg-accent text-accent-ink hover:bg-[color-mix(in_oklab,var(--accent)_88%,var(--ink))] hover:text-accent-ink",
  default: "border-rule-2 bg-bg text-ink hover:border-rule-3 hover:text-ink",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink",
};

const SIZES = {
  default: "h-9 px-3 text-body md:h-8 pointer-coarse:min-h-9",
  small: "h-8 px-2 text-caption md:h-[26px] pointer-coarse:min-h-8",
};

export type ButtonProps = ComponentProps<"button"> & {
  look?: Look;
  size?: keyof typeof SIZES;
  /** Give the look to the one child (a link), instead of drawing a button. */
  asChild?: boolean;
};

/** One primary button a page; `quiet` has no border until it is pointed at. */
export function Button({ look = "default", size = "default", asChild, className, ...rest }: ButtonProps) {
  const names = classNames(BASE, LOOKS[look], SIZES[size], className);
  if (asChild) return <Slot.Root className={names} {...rest} />;
  return <button type="button" className={names} {...rest} />;
}
