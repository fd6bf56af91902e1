"use client";

import { type RefObject, useRef, useState } from "react";
import type { ButtonProps } from "./button.tsx";
import type { Openable } from "./late-part.tsx";

export type LateDialog = Openable & {
  /** The button that opened it, which gets the focus back. */
  returnTo: RefObject<HTMLButtonElement | null>;
};

/** A dialog that is not part of the page's first load: it is drawn, and so loaded, from the first press of its button on. */
export function useLateDialog(): { isWanted: boolean; button: ButtonProps; dialog: LateDialog } {
  const returnTo = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const onClick = () => {
    setWanted(true);
    setOpen(true);
  };
  return {
    isWanted,
    button: { ref: returnTo, "aria-haspopup": "dialog", onClick },
    dialog: { isOpen, setOpen, returnTo },
  };
}
