import { Disclosure } from "@/components/ui/disclosure.tsx";
import { formatMegabytes } from "@/lib/format.ts";

export type ByteLine = { name: string; sizeBytes: number; isCode?: boolean; isRest?: boolean };

/** Names with their bytes as bars of one scale, largest first as given; the last ones behind a disclosure. */
export function ByteBars({
  lines,
  shown,
  label,
}: {
  lines: readonly ByteLine[];
  shown: number;
  label: string;
}) {
  const largest = Math.max(1, ...lines.map(({ sizeBytes }) => sizeBytes));
  const rest = lines.slice(shown);
  return (
    <>
      <List lines={lines.slice(0, shown)} largest={largest} label={label} />
      {rest.length > 0 ? (
        <Disclosure summary={`Show ${rest.length} more`}>
          <List lines={rest} largest={largest} label={`${label}, the rest`} />
        </Disclosure>
      ) : null}
    </>
  );
}

function List({ lines, largest, label }: { lines: readonly ByteLine[]; largest: number; label: string }) {
  return (
    <table aria-label={`${label}, in MB`} className="table-fixed text-body">
      <tbody>
        {lines.map(({ name, sizeBytes, isCode, isRest }) => (
          <tr key={name}>
            <th scope="row" className="truncate border-rule border-t py-1.5 pr-3" title={name}>
              {isCode ? (
                <code>{name}</code>
              ) : (
                <span className={isRest ? "text-ink-3" : "text-ink"}>{name}</span>
              )}
            </th>
            <td aria-hidden="true" className="w-[30%] border-rule border-t py-1.5">
              <div
                className={isRest ? "h-2 min-w-px border border-rule-3" : "h-2 min-w-px bg-variant"}
                style={{ width: `${((sizeBytes / largest) * 100).toFixed(2)}%` }}
              />
            </td>
            <td className="w-[84px] whitespace-nowrap border-rule border-t py-1.5 text-right text-ink">
              {formatMegabytes(sizeBytes)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
