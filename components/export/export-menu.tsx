"use client";

import { Button } from "@/components/ui/button.tsx";
import { Caret } from "@/components/ui/caret.tsx";
import { Menu, MenuItem, MenuLabel, MenuRule } from "@/components/ui/menu.tsx";
import { exportHref } from "./export-href.ts";
import { copyText } from "./take-file.ts";

/** A comparison in every form in which it can be taken along. */
export function ExportMenu({ base }: { base: string }) {
  const href = (format: string) => exportHref(base, { format });
  const markdown = () => void copyText(href("markdown"), "Markdown copied", "Paste it into a pull request");
  return (
    <Menu
      trigger={
        <Button>
          Export <Caret />
        </Button>
      }
    >
      <MenuItem hint="for a pull request" onSelect={markdown}>
        Copy Markdown
      </MenuItem>
      <MenuRule />
      <MenuLabel>Download</MenuLabel>
      <Download href={href("markdown")} label="Markdown" hint=".md" />
      <Download href={href("csv")} label="CSV" hint="raw figures" />
      <Download href={href("json")} label="JSON" hint="schema in the API" fileName="comparison.json" />
      <Download href={href("png")} label="Picture" hint="PNG" />
      <Download href={href("svg")} label="Weight chart" hint="SVG" />
      <MenuRule />
      <MenuItem hint="A4 landscape" onSelect={() => window.print()}>
        Print
      </MenuItem>
    </Menu>
  );
}

function Download({
  href,
  label,
  hint,
  fileName = "",
}: {
  href: string;
  label: string;
  hint: string;
  fileName?: string;
}) {
  return (
    <MenuItem asChild>
      <a href={href} download={fileName}>
        {label}
        <small className="text-axis text-ink-3">{hint}</small>
      </a>
    </MenuItem>
  );
}
