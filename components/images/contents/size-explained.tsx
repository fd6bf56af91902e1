import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { formatMegabytes, formatPercent } from "@/lib/format.ts";
import type { SizeView } from "@/lib/images/schemas-size.ts";
import { CATEGORY_WORDS, GROUP_WORDS } from "./category-words.ts";

type Line = { key: string; label: string; baseBytes: number; addedBytes: number; isWithin?: boolean };

/** What the bytes are for; the lines that are not indented add up to the image's size. */
export function SizeExplained({ size }: { size: SizeView }) {
  const lines = toLines(size);
  const hasBase = size.baseBytes > 0;
  const largest = Math.max(1, ...lines.map(({ baseBytes, addedBytes }) => baseBytes + addedBytes));
  return (
    <Table fitsPhone>
      <thead>
        <tr>
          <Th>What for</Th>
          <Th className="hidden w-[24%] sm:table-cell">
            <span className="sr-only">Size as a bar</span>
          </Th>
          {hasBase ? (
            <Th num className="max-sm:hidden">
              Base, MB
            </Th>
          ) : null}
          {hasBase ? (
            <Th num className="max-sm:hidden">
              On top, MB
            </Th>
          ) : null}
          <Th num>Both, MB</Th>
          <Th num>Share</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const bytes = line.baseBytes + line.addedBytes;
          return (
            <Tr key={line.key} className={line.isWithin ? "text-caption" : undefined}>
              <Td dim={line.isWithin === true} className={line.isWithin ? "pl-4" : undefined}>
                {line.label}
              </Td>
              <Td className="hidden sm:table-cell">
                <div
                  aria-hidden="true"
                  className="flex h-2"
                  style={{ width: `${((bytes / largest) * 100).toFixed(2)}%`, minWidth: 2 }}
                >
                  <i
                    className={line.isWithin ? "bg-rule-3" : "bg-variant"}
                    style={{ flexGrow: line.addedBytes }}
                  />
                  <i
                    className="bg-[color-mix(in_oklab,var(--variant)_30%,var(--bg))]"
                    style={{ flexGrow: line.baseBytes }}
                  />
                </div>
              </Td>
              {hasBase ? (
                <Td num dim className="max-sm:hidden">
                  {formatMegabytes(line.baseBytes)}
                </Td>
              ) : null}
              {hasBase ? (
                <Td num dim className="max-sm:hidden">
                  {formatMegabytes(line.addedBytes)}
                </Td>
              ) : null}
              <Td num dim={line.isWithin === true}>
                {formatMegabytes(bytes)}
              </Td>
              <Td num dim>
                {size.sizeBytes === 0 ? "–" : formatPercent(bytes / size.sizeBytes)}
              </Td>
            </Tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <Td>
            <b>All of it</b>
          </Td>
          <Td className="hidden sm:table-cell" />
          {hasBase ? (
            <Td num className="max-sm:hidden">
              {formatMegabytes(size.baseBytes)}
            </Td>
          ) : null}
          {hasBase ? (
            <Td num className="max-sm:hidden">
              {formatMegabytes(size.addedBytes)}
            </Td>
          ) : null}
          <Td num>
            <b>{formatMegabytes(size.sizeBytes)}</b>
          </Td>
          <Td />
        </tr>
      </tfoot>
    </Table>
  );
}

function toLines({ parts, binarySections = [] }: SizeView): Line[] {
  const shown = parts.filter((part) => part.baseBytes + part.addedBytes > 0);
  const isBase = (parts.find(({ category }) => category === "binary")?.baseBytes ?? 0) > 0;
  const sections = binarySections
    .filter(({ sizeBytes }) => sizeBytes > 0)
    .toSorted((a, b) => b.sizeBytes - a.sizeBytes)
    .map(
      ({ group, sizeBytes }): Line => ({
        key: group,
        label: GROUP_WORDS[group],
        baseBytes: isBase ? sizeBytes : 0,
        addedBytes: isBase ? 0 : sizeBytes,
        isWithin: true,
      }),
    );
  return shown.flatMap(({ category, baseBytes, addedBytes }) => [
    { key: `part ${category}`, label: CATEGORY_WORDS[category], baseBytes, addedBytes },
    ...(category === "binary" ? sections : []),
  ]);
}
