"use client";

import { useState } from "react";
import { Button } from "./button.tsx";
import { notifyNotLoaded } from "./late-part.tsx";
import type { MenuProps } from "./menu-entry.ts";
import type { MenuList } from "./menu-list.tsx";

const loadList = () => import("./menu-list.tsx");
/** Ahead of the click; where it fails, the click says so. */
const warm = () => void loadList().catch(() => {});

/** A button's list of things to do. What makes it a menu is not part of a page's first load: it comes when it is wanted. */
export function Menu({ button, entries }: MenuProps) {
  const [opened, setOpened] = useState<{ List: typeof MenuList; byKeyboard: boolean }>();
  const open = async (byKeyboard: boolean) => {
    try {
      const { MenuList: List } = await loadList();
      setOpened({ List, byKeyboard });
    } catch {
      notifyNotLoaded();
    }
  };
  if (opened) return <opened.List button={button} entries={entries} startsAtFirst={opened.byKeyboard} />;
  return (
    <Button
      {...button}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={(event) => void open(event.detail === 0)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        void open(true);
      }}
    />
  );
}
