"use client";

import { Button, type ButtonProps } from "./button.tsx";
import { notify } from "./toast.tsx";

/** Copies `text` (or the page's own address plus `text` where it starts with a slash) and says so. */
export function CopyButton({
  text,
  said = "Copied",
  detail,
  children,
  ...rest
}: ButtonProps & { text: string; said?: string; detail?: string }) {
  async function copy() {
    const value = text.startsWith("/") ? `${window.location.origin}${text}` : text;
    try {
      await navigator.clipboard.writeText(value);
      notify({ text: said, ...(detail ? { detail } : {}) });
    } catch {
      notify({ text: "The browser did not let this page copy", detail: value, state: "failed" });
    }
  }
  return (
    <Button onClick={copy} {...rest}>
      {children}
    </Button>
  );
}
