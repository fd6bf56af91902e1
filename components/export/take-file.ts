"use client";

import { notify } from "@/components/ui/toast.tsx";

/** The text of an export. Throws where the server does not give it. */
async function readText(href: string): Promise<string> {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.text();
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
    await navigator.clipboard.writeText(await readText(href));
    notify({ text: said, ...(detail ? { detail } : {}) });
  } catch (error) {
    failed(error);
  }
}

/** Twice as many pixels as the drawing has, so that it is sharp in a document. */
const SCALE = 2;

/** A chart's SVG as PNG, drawn by this browser. */
async function toPng(href: string): Promise<Blob> {
  const svg = await readText(href);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("it could not be drawn"))));
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Saves a chart as PNG. */
export async function savePng(href: string, fileName: string): Promise<void> {
  try {
    const address = URL.createObjectURL(await toPng(href));
    const link = document.createElement("a");
    link.href = address;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(address);
  } catch (error) {
    failed(error);
  }
}

/** Puts a chart as PNG on the clipboard. */
export async function copyPng(href: string): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": toPng(href) })]);
    notify({ text: "Picture copied", detail: "PNG, twice the size on the page" });
  } catch (error) {
    failed(error);
  }
}
