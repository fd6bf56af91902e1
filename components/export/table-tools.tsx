"use client";

import { Button } from "@/components/ui/button.tsx";
import { exportHref } from "./export-href.ts";
import { copyText } from "./take-file.ts";

/** The table in other forms; Markdown goes to the clipboard, the others are saved. */
export function TableTools({ base }: { base: string }) {
  const href = (format: string) => exportHref(base, { format });
  return (
    <>
      <Button
        look="quiet"
        size="small"
        title="Copy the table as Markdown for a pull request"
        onClick={() => void copyText(href("markdown"), "Markdown copied", "Paste it into a pull request")}
      >
        Markdown
      </Button>
      <Button look="quiet" size="small" asChild>
        <a href={href("csv")} download="" title="Save the raw figures as CSV">
          CSV
        </a>
      </Button>
      <Button look="quiet" size="small" asChild>
        <a href={href("json")} download="comparison.json" title="Save everything as JSON">
          JSON
        </a>
      </Button>
    </>
  );
}
