"use client";

import { useTheme } from "next-themes";
import type { ButtonProps } from "@/components/ui/button.tsx";
import { Menu } from "@/components/ui/menu.tsx";
import { exportHref } from "./export-href.ts";
import { copyPng, copyText } from "./take-file.ts";

/** A chart as SVG or PNG, in the colours that the page has now. */
export function ChartTools({ base, chart, name }: { base: string; chart: string; name: string }) {
  const { resolvedTheme } = useTheme();
  const theme = resolvedTheme === "dark" ? "dark" : "light";
  const hrefOf = (format: string) => exportHref(base, { format, chart, theme });
  const [svg, png] = [hrefOf("svg"), hrefOf("png")];
  const button = (label: string): ButtonProps => ({
    look: "quiet",
    size: "small",
    "aria-label": `${name} as ${label}`,
    children: label,
  });
  return (
    <span data-screen-only="" className="inline-flex">
      <Menu
        button={button("SVG")}
        entries={[
          { kind: "do", label: "Copy SVG", onSelect: () => void copyText(svg, "SVG copied") },
          { kind: "save", label: "Download SVG", href: svg },
        ]}
      />
      <Menu
        button={button("PNG")}
        entries={[
          { kind: "do", label: "Copy PNG", onSelect: () => void copyPng(png) },
          { kind: "save", label: "Download PNG", href: png },
        ]}
      />
    </span>
  );
}
