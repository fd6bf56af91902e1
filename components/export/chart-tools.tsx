"use client";

import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { exportHref } from "./export-href.ts";
import { copyPng, copyText, savePng } from "./take-file.ts";

/** A chart as SVG or PNG, in the colours that the page has now. */
export function ChartTools({ base, chart, name }: { base: string; chart: string; name: string }) {
  const { resolvedTheme } = useTheme();
  const theme = resolvedTheme === "dark" ? "dark" : "light";
  const href = exportHref(base, { format: "svg", chart, theme });
  const trigger = (label: string) => (
    <Button look="quiet" size="small" aria-label={`${name} as ${label}`}>
      {label}
    </Button>
  );
  return (
    <span data-screen-only="" className="inline-flex">
      <Menu trigger={trigger("SVG")}>
        <MenuItem onSelect={() => void copyText(href, "SVG copied")}>Copy SVG</MenuItem>
        <MenuItem asChild>
          <a href={href} download="">
            Download SVG
          </a>
        </MenuItem>
      </Menu>
      <Menu trigger={trigger("PNG")}>
        <MenuItem onSelect={() => void copyPng(href)}>Copy PNG</MenuItem>
        <MenuItem onSelect={() => void savePng(href, `${chart}.png`)}>Download PNG</MenuItem>
      </Menu>
    </span>
  );
}
