"use client";

import { notify } from "@/components/ui/toast.tsx";

/** An export as the server gives it. Throws where it does not. */
async function read(href: string): Promise<Response> {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response;
}

function failed(error: unknown): void {
  notify({
    text: "The export did not work",
    detail: error instanceof Error ? error.message : String(error),
    state: "failed",
  });
}

/** Copies an export's text and says so. */
export async function copyText(href: string, said: string, detail?: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(await (await read(href)).text());
    notify({ text: said, ...(detail ? { detail } : {}) });
  } catch (error) {
    failed(error);
  }
}

/** Puts a chart as PNG on the clipboard. */
export async function copyPng(href: string): Promise<void> {
  try {
    // a promise: some browsers let nothing be copied any more once the answer is there
    const picture = read(href).then((response) => response.blob());
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    notify({ text: "Picture copied", detail: "PNG, twice the size on the page" });
  } catch (error) {
    failed(error);
  }
}
