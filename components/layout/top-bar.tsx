import type { ReactNode } from "react";
import { PaletteButton } from "@/components/palette/palette-button.tsx";
import { Link } from "@/components/ui/link.tsx";
import { BrandMark } from "./brand-mark.tsx";
import { Nav } from "./nav.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

/** Sticks to the top; `health` is a slot so that it can stream in. */
export function TopBar({ health }: { health: ReactNode }) {
  return (
    <header data-screen-only="" className="sticky top-0 z-30 border-rule border-b bg-bg">
      <div className="page-width flex flex-wrap items-center gap-x-3 pt-2 md:h-(--top-bar) md:flex-nowrap md:gap-x-6 md:pt-0">
        <Link
          href="/"
          className="plain-link flex items-center gap-2.5 whitespace-nowrap font-semibold text-ink text-lead tracking-[-0.01em] hover:text-ink"
        >
          <BrandMark />
          Image Diet
        </Link>
        <Nav />
        <div className="ml-auto flex items-center gap-2">
          <PaletteButton />
          {health}
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
