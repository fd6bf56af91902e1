"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { Notice } from "./notice.ts";
import { PlainNotices } from "./plain-notices.tsx";

// Nothing is said before something was done: the box is not part of a page's first load.
const ToastBox = dynamic(
  () =>
    import("./toast-box.tsx").then(
      (module) => module.ToastBox,
      () => PlainNotices,
    ),
  { ssr: false },
);

const told = new EventTarget();

class Told extends Event {
  readonly notice: Notice;

  constructor(notice: Notice) {
    super("notice");
    this.notice = notice;
  }
}

/** Says one sentence bottom right, with at most one action; gone after 6 s unless it failed. */
export function notify(notice: Notice): void {
  told.dispatchEvent(new Told(notice));
}

/** Where notices appear, once there is one. */
export function Toaster() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    const onNotice = (event: Event) => {
      if (event instanceof Told) setNotices((before) => [...before, event.notice]);
    };
    told.addEventListener("notice", onNotice);
    return () => told.removeEventListener("notice", onNotice);
  }, []);
  return notices.length > 0 ? <ToastBox notices={notices} /> : null;
}
