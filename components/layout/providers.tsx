"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ExplainWhenPointedAt } from "@/components/ui/explain-when-pointed-at.tsx";
import { Toaster } from "@/components/ui/toast.tsx";

/** `nonce`: what the answer's policy asks of the script that sets the theme before the first paint. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem nonce={nonce}>
      <NuqsAdapter>
        {children}
        <ExplainWhenPointedAt />
        <Toaster />
      </NuqsAdapter>
    </ThemeProvider>
  );
}
