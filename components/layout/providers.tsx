"use client";

import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect, useState } from "react";
import { ExplainWhenPointedAt } from "@/components/ui/explain-when-pointed-at.tsx";
import { Toaster } from "@/components/ui/toast.tsx";
import { FollowLinks } from "./follow-links.tsx";

/**
 * `nonce`: what the answer's policy asks of the script that sets the theme before the first paint, and of the rules that
 * keep the page from scrolling behind a dialog. A later answer's is another, and the page's policy stays the first's.
 */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [first] = useState(() => {
    if (typeof document !== "undefined") setNonce(nonce);
    return nonce;
  });
  // The last effect of a page: whoever opens it by a program sees that presses and keys are heard from here on.
  useEffect(() => {
    document.documentElement.toggleAttribute("data-live", true);
  }, []);
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem nonce={first}>
      <NuqsAdapter>
        {children}
        <FollowLinks />
        <ExplainWhenPointedAt />
        <Toaster />
      </NuqsAdapter>
    </ThemeProvider>
  );
}
