"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { latePart } from "@/components/ui/late-part.tsx";
import { wishOf } from "./page-keys.ts";

// Neither is part of a page's first load.
const Palette = latePart(() => import("./palette.tsx").then((module) => module.Palette));
const KeyList = latePart(() => import("./key-list.tsx").then((module) => module.KeyList));

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;

/** The way into the palette, and the page's keys. */
export function PaletteButton() {
  const router = useRouter();
  const [shown, setShown] = useState<"palette" | "keys">();
  const [wasShown, setWasShown] = useState<{ palette?: boolean; keys?: boolean }>({});
  const before = useRef<string>(undefined);

  function show(what: "palette" | "keys" | undefined) {
    setShown(what);
    if (what) setWasShown((known) => ({ ...known, [what]: true }));
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const wish = wishOf(
      {
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        isTyping: isTyping(event.target),
      },
      before.current,
    );
    before.current = event.key;
    if (!wish || (shown && wish.kind !== "palette")) return;
    if (wish.kind === "row" ? focusRow(wish.step) : true) event.preventDefault();
    if (wish.kind === "palette") show(shown === "palette" ? undefined : "palette");
    if (wish.kind === "keys") show("keys");
    if (wish.kind === "go") router.push(wish.href);
    if (wish.kind === "search" && !focusSearch()) show("palette");
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <button
        type="button"
        onClick={() => show("palette")}
        className="inline-flex h-9 items-center gap-3 rounded-control border border-rule-2 px-2 text-caption text-ink-3 hover:border-rule-3 md:h-8 md:pl-2.5 lg:min-w-[210px] print:hidden"
      >
        <span className="sr-only lg:not-sr-only">Search or run a command</span>
        <span aria-hidden="true" className="rounded-tag border border-rule-2 px-1 text-[11px] lg:ml-auto">
          ⌘K
        </span>
      </button>
      {wasShown.palette ? (
        <Palette isOpen={shown === "palette"} setOpen={(isOpen) => show(isOpen ? "palette" : undefined)} />
      ) : null}
      {wasShown.keys ? (
        <KeyList isOpen={shown === "keys"} setOpen={(isOpen) => show(isOpen ? "keys" : undefined)} />
      ) : null}
    </>
  );
}

/**
 * Goes to what the next or the previous row opens; rows that open nothing, or are folded away, are passed over. False
 * where the page has none, or has the keys for something of its own.
 */
function focusRow(step: -1 | 1): boolean {
  if (document.querySelector("main [data-own-row-keys]")) return false;
  const rows = [...document.querySelectorAll("main [data-row]")].flatMap((row) => {
    const opener = [...row.querySelectorAll<HTMLElement>("a[href], button")].find((one) =>
      one.checkVisibility(),
    );
    return opener ? { row, opener } : [];
  });
  const here = rows.findIndex(({ row }) => row.contains(document.activeElement));
  rows[Math.min(rows.length - 1, Math.max(0, here + step))]?.opener.focus();
  return rows.length > 0;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>(
    "main [data-search], main input[type=search], main input[name=search]",
  );
  field?.focus();
  field?.select();
  return field !== null;
}
