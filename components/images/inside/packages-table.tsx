import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { formatCount, formatMegabytes } from "@/lib/format.ts";
import type { PackageView } from "@/lib/images/schemas-inside.ts";

const SHOWN = 12;

/** Packages of one kind, the first ones open; all of them are in the page for readers without JavaScript. */
export function PackagesTable({ packages, label }: { packages: readonly PackageView[]; label: string }) {
  const rest = packages.slice(SHOWN);
  return (
    <>
      <h3 className="mt-6 mb-1 font-semibold text-body text-ink">{label}</h3>
      <Rows packages={packages.slice(0, SHOWN)} label={label} />
      {rest.length > 0 ? (
        <Disclosure summary={`Show ${formatCount(rest.length)} more`}>
          <Rows packages={rest} label={`${label}, the rest`} />
        </Disclosure>
      ) : null}
    </>
  );
}

/** Fixed widths, so that the second table's columns stand under the first one's. */
function Rows({ packages, label }: { packages: readonly PackageView[]; label: string }) {
  return (
    <Table className="md:table-fixed" aria-label={label}>
      <thead>
        <tr>
          <Th className="w-[34%]">Package</Th>
          <Th className="w-[15%]">Version</Th>
          <Th className="w-[18%]">Source package</Th>
          <Th>Licence</Th>
          <Th num className="w-[90px]">
            Size, MB
          </Th>
          <Th num className="w-[64px]">
            Layer
          </Th>
        </tr>
      </thead>
      <tbody>
        {packages.map((each) => (
          <Tr key={each.purl}>
            <Td fold="title" className="[overflow-wrap:anywhere]">
              {each.name}
              {each.isRoot ? <span className="text-ink-3">, the service itself</span> : null}
              {each.isBuildOnly ? <span className="text-ink-3">, needed to compile only</span> : null}
              <small className="block text-axis text-ink-3">
                <code className="text-[11px]!">{each.purl}</code>
              </small>
            </Td>
            <Td name="Version" className="[overflow-wrap:anywhere]">
              {each.version}
            </Td>
            <Td name="Source package" dim className="[overflow-wrap:anywhere]">
              {each.source
                ? `${each.source.name} ${each.source.version}`
                : each.type === "cargo"
                  ? ""
                  : "the same"}
            </Td>
            <Td name="Licence" dim className="[overflow-wrap:anywhere]">
              <Licences licences={each.licences} />
            </Td>
            <Td fold="end" unit={each.size && "MB"} num>
              {each.size ? formatMegabytes(each.size.bytes) : <span className="text-ink-3">not said</span>}
            </Td>
            <Td name="Layer" num dim title={`${each.foundIn} in ${each.layer.diffId}`}>
              {each.layer.index}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

const SHOWN_LICENCES = 4;

function Licences({ licences }: { licences: readonly string[] | undefined }) {
  if (licences === undefined || licences.length === 0) return "not said";
  const rest = licences.length - SHOWN_LICENCES;
  return (
    <span title={licences.join(", ")}>
      {licences.slice(0, SHOWN_LICENCES).join(", ")}
      {rest > 0 ? ` and ${rest} more` : null}
    </span>
  );
}
