"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ExplainWhenPointedAt } from "@/components/ui/explain-when-pointed-at.tsx";
import { Toaster } from "@/components/ui/toast.tsx";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem>
      <NuqsAdapter>
        {children}
        <ExplainWhenPointedAt />
        <Toaster />
      </NuqsAdapter>
    </ThemeProvider>
  );
}
