"use client";

import dynamic from "next/dynamic";
import { type ComponentType, useEffect } from "react";
import { notify } from "./toast.tsx";

export type Openable = { isOpen: boolean; setOpen: (isOpen: boolean) => void };

/** Says that what was asked for did not come, and how to go on. */
export function notifyNotLoaded(): void {
  notify({
    text: "This part of the page could not be loaded",
    detail: "The server does not answer, or was updated since. Load the page again once it is there.",
    state: "failed",
    action: { label: "Load again", onClick: () => window.location.reload() },
  });
}

/** In the place of what could not be loaded: says so each time it is wanted, and lets go of the page. */
function NotLoaded({ isOpen, setOpen }: Openable) {
  useEffect(() => {
    if (!isOpen) return;
    setOpen(false);
    notifyNotLoaded();
  }, [isOpen, setOpen]);
  return null;
}

/**
 * What opens over the page and is no part of its first load. Where it cannot be had (a server that stopped, or has other
 * files by now), a notice says so; without that, the whole page would give way to an error.
 */
export function latePart<P extends Openable>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return dynamic<P>(() => load().catch((): ComponentType<P> => NotLoaded), { ssr: false });
}
