"use client";

import { useTheme } from "next-themes";
import type { ButtonProps } from "@/components/ui/button.tsx";
import { Menu } from "@/components/ui/menu.tsx";
import { exportHref } from "./export-href.ts";
import { copyPng, copyText, savePng } from "./take-file.ts";

/** A chart as SVG or PNG, in the colours that the page has now. */
export function ChartTools({ base, chart, name }: { base: string; chart: string; name: string }) {
  const { resolvedTheme } = useTheme();
  const theme = resolvedTheme === "dark" ? "dark" : "light";
  const href = exportHref(base, { format: "svg", chart, theme });
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
          { kind: "do", label: "Copy SVG", onSelect: () => void copyText(href, "SVG copied") },
          { kind: "save", label: "Download SVG", href },
        ]}
      />
      <Menu
        button={button("PNG")}
        entries={[
          { kind: "do", label: "Copy PNG", onSelect: () => void copyPng(href) },
          { kind: "do", label: "Download PNG", onSelect: () => void savePng(href, `${chart}.png`) },
        ]}
      />
    </span>
  );
}
