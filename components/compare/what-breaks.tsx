import { Section } from "@/components/ui/section.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { Breakage } from "@/lib/compare/what-breaks.ts";

/** What an image without something cannot do, and the Dockerfile line that mends it; nothing where all is there. */
export function WhatBreaks({ breakages }: { breakages: readonly Breakage[] }) {
  if (breakages.length === 0) return null;
  return (
    <Section
      id="breaks"
      title="What breaks, and the line that mends it"
      hint="each image’s name leads to what was seen"
    >
      <Table>
        <thead>
          <tr>
            <Th className="w-[13%]">Trait</Th>
            <Th className="w-[24%]">In</Th>
            <Th className="w-[30%]">What breaks</Th>
            <Th>The line that mends it</Th>
          </tr>
        </thead>
        <tbody>
          {breakages.map(({ trait, breaks, mend, images }) => (
            <Tr key={`${trait} ${breaks}`}>
              <Td fold="title" className="text-ink-2">
                {trait}
              </Td>
              <Td fold="line">
                <ul className="flex flex-wrap gap-x-4 gap-y-1">
                  {images.map(({ imageId, variant, mark, href }) => (
                    <li key={imageId}>
                      <VariantName variant={variant} mark={mark} href={href} />
                    </li>
                  ))}
                </ul>
              </Td>
              <Td fold="line" className="text-ink-2">
                {breaks}
              </Td>
              <Td fold="line">{mend ? <code className="[overflow-wrap:anywhere]">{mend}</code> : null}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
