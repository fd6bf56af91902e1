"use client";

import dynamic from "next/dynamic";
import type { Notice } from "./notice.ts";

const loadBox = () => import("./toast-box.tsx");

/** Says one sentence bottom right, with at most one action; gone after 6 s unless it failed. */
export function notify(notice: Notice): void {
  void loadBox().then(({ showNotice }) => showNotice(notice));
}

// Nothing is said before something was done: the box is not part of a page's first load.
export const Toaster = dynamic(() => loadBox().then(({ ToastBox }) => ToastBox), { ssr: false });
