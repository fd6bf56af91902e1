import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Foot } from "@/components/layout/foot.tsx";
import { Providers } from "@/components/layout/providers.tsx";
import { TopBar } from "@/components/layout/top-bar.tsx";
import { NONCE_HEADER } from "@/lib/http/content-policy.ts";
import { mono, sans } from "./fonts/fonts.ts";
import { Health } from "./health.tsx";
import "./globals.css";
import "./print.css";

export const metadata: Metadata = {
  title: { default: "Image Diet", template: "%s · Image Diet" },
  description:
    "One Rust service built into several container images: their sizes, layers and tradeoffs side by side.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(NONCE_HEADER) ?? "";
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <body>
        <a href="#main" className="absolute -left-[999px] bg-bg p-2 focus:top-2 focus:left-2 focus:z-50">
          Skip to content
        </a>
        <Providers nonce={nonce}>
          <TopBar health={<Health />} />
          <main id="main" className="min-h-[calc(100dvh-var(--top-bar))]">
            {children}
          </main>
          <Foot />
        </Providers>
      </body>
    </html>
  );
}
