"use client";

import { useEffect } from "react";

/** As long as a mouse rests on a label before it is meant. */
const SHOW_MS = 150;
/** As long as a mouse may take from a label to its explanation. */
const HIDE_MS = 120;

/** Draws nothing: shows an explanation (Explained) while its label has a mouse or the keyboard's focus. */
export function ExplainWhenPointedAt() {
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (ms: number, work: () => void) => {
      clearTimeout(timer);
      timer = setTimeout(work, ms);
    };
    const onPointer = (event: PointerEvent) => {
      if (event.pointerType !== "mouse") return;
      const from = explanationOf(event.type === "pointerout" ? event.target : null);
      const to = explanationOf(event.type === "pointerout" ? event.relatedTarget : event.target);
      if (to) later(to.matches(":popover-open") ? 0 : SHOW_MS, () => show(to));
      else if (from) later(HIDE_MS, () => from.hidePopover());
    };
    const onFocus = (event: FocusEvent) => {
      const label = event.target;
      if (label instanceof HTMLElement && label.matches(":focus-visible")) show(explanationOf(label));
    };
    const { signal } = stop;
    document.addEventListener("pointerover", onPointer, { signal });
    document.addEventListener("pointerout", onPointer, { signal });
    document.addEventListener("focusin", onFocus, { signal });
    document.addEventListener("focusout", (event) => explanationOf(event.target)?.hidePopover(), { signal });
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, []);
  return null;
}

/** What explains a label, or the explanation that something stands in. */
function explanationOf(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  const label = target.closest("button[popovertarget]");
  const id = label?.getAttribute("popovertarget");
  return id ? document.getElementById(id) : target.closest<HTMLElement>("[popover]");
}

function show(explanation: HTMLElement | null): void {
  if (explanation && !explanation.matches(":popover-open")) explanation.showPopover();
}
