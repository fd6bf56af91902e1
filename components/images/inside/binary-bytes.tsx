import { Disclosure } from "@/components/ui/disclosure.tsx";
import { SectionHead } from "@/components/ui/section.tsx";
import type { ProgramView } from "@/lib/images/schemas-inside.ts";
import { ByteBars, type ByteLine } from "./byte-bars.tsx";

const GROUPS: Record<string, string> = {
  code: "code",
  "read-only-data": "read-only data",
  data: "data",
  unwind: "unwind tables",
  relocations: "relocations",
  "dynamic-linking": "dynamic linking",
  symbols: "symbols",
  debug: "debug info",
  "dependency-list": "list of crates",
  other: "other",
  "headers-and-padding": "headers and padding",
};

/** The binary's bytes by what they are for; adds up to the file. */
export function BinarySections({ program }: { program: ProgramView }) {
  const groups = Object.entries(program.groups)
    .filter(([, sizeBytes]) => sizeBytes > 0)
    .map(([group, sizeBytes]): ByteLine => ({ name: GROUPS[group] ?? group, sizeBytes }))
    .toSorted((a, b) => b.sizeBytes - a.sizeBytes);
  const sections = program.sections.map((section): ByteLine => ({ ...section, isCode: true }));
  return (
    <div>
      <SectionHead title="Its bytes" hint="MB of the file, adds up" />
      <ByteBars lines={groups} shown={groups.length} label="Bytes by purpose" />
      <Disclosure summary={`Show ${sections.length} sections`}>
        <ByteBars lines={sections} shown={sections.length} label="Sections" />
      </Disclosure>
    </div>
  );
}

const SHOWN_CRATES = 12;

/** Loaded bytes by crate, as far as symbols tell; what no symbol covers is said. */
export function BinaryCrates({ sizes }: { sizes: ProgramView["crateSizes"] }) {
  if (sizes === undefined) {
    return (
      <div>
        <SectionHead title="Crates by bytes" />
        <p className="text-ink-3">Cannot tell: the symbols that name crates were stripped.</p>
      </div>
    );
  }
  const lines: ByteLine[] = [
    ...sizes.crates.filter(({ sizeBytes }) => sizeBytes > 0),
    { name: "C, assembly, unnamed", sizeBytes: sizes.foreignBytes, isRest: true },
    { name: "covered by no symbol", sizeBytes: sizes.unattributedBytes, isRest: true },
  ];
  return (
    <div>
      <SectionHead title="Crates by bytes" hint="MB of what is loaded, by symbols" />
      <ByteBars
        lines={lines.toSorted((a, b) => b.sizeBytes - a.sizeBytes)}
        shown={SHOWN_CRATES}
        label="Crates"
      />
    </div>
  );
}
