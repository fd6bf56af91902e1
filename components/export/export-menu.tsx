"use client";

import { Caret } from "@/components/ui/caret.tsx";
import { Menu } from "@/components/ui/menu.tsx";
import { exportHref } from "./export-href.ts";
import { copyText } from "./take-file.ts";

/** A comparison in every form in which it can be taken along. */
export function ExportMenu({ base }: { base: string }) {
  const href = (format: string) => exportHref(base, { format });
  const markdown = () => void copyText(href("markdown"), "Markdown copied", "Paste it into a pull request");
  return (
    <Menu
      button={{
        children: (
          <>
            Export <Caret />
          </>
        ),
      }}
      entries={[
        { kind: "do", label: "Copy Markdown", hint: "for a pull request", onSelect: markdown },
        { kind: "rule" },
        { kind: "heading", text: "Download" },
        { kind: "save", label: "Markdown", hint: ".md", href: href("markdown") },
        { kind: "save", label: "CSV", hint: "raw figures", href: href("csv") },
        {
          kind: "save",
          label: "JSON",
          hint: "schema in the API",
          href: href("json"),
          fileName: "comparison.json",
        },
        { kind: "save", label: "Picture", hint: "PNG", href: href("png") },
        { kind: "save", label: "Weight chart", hint: "SVG", href: href("svg") },
        { kind: "rule" },
        { kind: "do", label: "Print", hint: "A4 landscape", onSelect: () => window.print() },
      ]}
    />
  );
}
