import { Td, Th } from "@/components/ui/table.tsx";
import type { Severity } from "@/lib/findings/schemas.ts";
import { SeverityLetter } from "./severity-letter.tsx";

export function SeverityHead() {
  return (
    <Th className="w-8">
      <span className="sr-only">Severity</span>
    </Th>
  );
}

type Advisory = { severity: Severity; id: string; url?: string | undefined; aliases: readonly string[] };

/** The severity's letter, and the advisory by its name, its address and its other names. */
export function AdvisoryCells({ severity, id, url, aliases }: Advisory) {
  return (
    <>
      <Td fold="mark">
        <SeverityLetter severity={severity} />
      </Td>
      <Td fold="title" className="whitespace-nowrap">
        {url ? (
          <a href={url} rel="noreferrer noopener" target="_blank">
            {id}
          </a>
        ) : (
          id
        )}
        {aliases.length > 0 ? (
          <small className="block text-axis text-ink-3">{aliases.join(", ")}</small>
        ) : null}
      </Td>
    </>
  );
}

/** A package with the version that is installed. */
export function PackageCell({ name, version }: { name: string; version: string }) {
  return (
    <Td name="Package" className="[overflow-wrap:anywhere]">
      {name} <small className="text-axis text-ink-3 not-folded:block">{version}</small>
    </Td>
  );
}
