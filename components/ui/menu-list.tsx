"use client";

import { DropdownMenu as Radix } from "radix-ui";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/link.tsx";
import { Button } from "./button.tsx";
import type { MenuEntry, MenuProps } from "./menu-entry.ts";

/** The menu, open at first; arrow keys, letters and Escape work in it. */
export function MenuList({ button, entries, startsAtFirst }: MenuProps & { startsAtFirst: boolean }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The key that asked for the menu was pressed before there was one to see it.
    if (startsAtFirst) list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [startsAtFirst]);
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>
        <Button {...button} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          ref={list}
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-[220px] rounded-control border border-rule-2 bg-raised p-1 text-body text-ink-2 shadow-float"
        >
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries keep their places
            <Entry key={index} entry={entry} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const ITEM =
  "flex cursor-pointer items-baseline justify-between gap-6 rounded-control px-2.5 py-1.5 text-ink no-underline -outline-offset-2 data-[highlighted]:bg-sunken data-[disabled]:cursor-default data-[disabled]:text-ink-3 pointer-coarse:py-2.5";

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case "rule":
      return <Radix.Separator className="my-1 border-rule border-t" />;
    case "heading":
      return <Radix.Label className="px-2.5 pt-2 pb-1 text-axis text-ink-3">{entry.text}</Radix.Label>;
    case "do":
      return (
        <Radix.Item className={ITEM} onSelect={entry.onSelect}>
          {entry.label}
          <Hint text={entry.hint} />
        </Radix.Item>
      );
    case "save":
      return (
        <Radix.Item className={ITEM} asChild>
          <a href={entry.href} download={entry.fileName ?? ""}>
            {entry.label}
            <Hint text={entry.hint} />
          </a>
        </Radix.Item>
      );
    case "go":
      return entry.href === undefined ? (
        <Radix.Item className={ITEM} disabled>
          {entry.label}
        </Radix.Item>
      ) : (
        <Radix.Item className={ITEM} asChild>
          <Link href={entry.href} scroll={false}>
            {entry.label}
          </Link>
        </Radix.Item>
      );
  }
}

function Hint({ text }: { text: string | undefined }) {
  return text ? <small className="text-axis text-ink-3">{text}</small> : null;
}
