"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A button's list of things to do; arrow keys, letters and Escape work in it. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-[220px] rounded-control border border-rule-2 bg-raised p-1 text-body text-ink-2 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const ITEM =
  "flex cursor-pointer items-baseline justify-between gap-6 rounded-control px-2.5 py-1.5 text-ink no-underline outline-none data-[highlighted]:bg-sunken data-[disabled]:cursor-default data-[disabled]:text-ink-3 pointer-coarse:py-2.5";

export function MenuItem({
  hint,
  className,
  children,
  ...rest
}: ComponentProps<typeof Radix.Item> & { hint?: string }) {
  return (
    <Radix.Item className={classNames(ITEM, className)} {...rest}>
      {rest.asChild ? (
        children
      ) : (
        <>
          {children}
          {hint ? <small className="text-axis text-ink-3">{hint}</small> : null}
        </>
      )}
    </Radix.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-2 pb-1 text-axis text-ink-3">{children}</Radix.Label>;
}

export function MenuRule() {
  return <Radix.Separator className="my-1 border-rule border-t" />;
}
