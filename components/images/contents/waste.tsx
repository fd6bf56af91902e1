import { Size } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { formatCount, formatMegabytes, formatPercent } from "@/lib/format.ts";
import type { WasteView } from "@/lib/images/schemas-waste.ts";

type Figures = WasteView["all"];
type Copy = WasteView["paths"][number]["copies"][number];

/** Efficiency and waste of an image, its base counted and left out, and the paths that cause it. */
export function Waste({ waste, hasBase }: { waste: WasteView; hasBase: boolean }) {
  return (
    <>
      <Table fitsPhone className="mb-4">
        <thead>
          <tr>
            <Th>
              <span className="sr-only">Counted</span>
            </Th>
            <Th num>Efficiency</Th>
            <Th num>Wasted, MB</Th>
            <Th num>Reclaimable, MB</Th>
          </tr>
        </thead>
        <tbody>
          <FiguresRow label="All layers" figures={waste.all} />
          {hasBase ? <FiguresRow label="Without the base" figures={waste.withoutBase} /> : null}
        </tbody>
      </Table>
      {waste.total === 0 ? (
        <p className="text-ink-3">Nothing is in these layers that a container does not see.</p>
      ) : (
        <WastefulPaths waste={waste} />
      )}
      {waste.hiddenBaseBytes > 0 ? (
        <p className="mt-3 max-w-[72ch] text-caption text-ink-3">
          <Size bytes={waste.hiddenBaseBytes} decimals={3} /> of it are the base’s, hidden by layers on top:
          removing a file there does not make the image smaller.
        </p>
      ) : null}
    </>
  );
}

function FiguresRow({ label, figures }: { label: string; figures: Figures }) {
  return (
    <Tr>
      <Td dim>{label}</Td>
      <Td num>{formatPercent(figures.efficiencyRatio)}</Td>
      <Td num>{formatMegabytes(figures.wastedBytes)}</Td>
      <Td num>{formatMegabytes(figures.reclaimableBytes)}</Td>
    </Tr>
  );
}

function WastefulPaths({ waste }: { waste: WasteView }) {
  return (
    <>
      <Table fitsPhone className="text-caption">
        <thead>
          <tr>
            <Th>Path</Th>
            <Th>Why</Th>
            <Th num>Reclaimable, MB</Th>
          </tr>
        </thead>
        <tbody>
          {waste.paths.map(({ path, reclaimableBytes, copies }) => (
            <Tr key={path}>
              <Td className="mono [overflow-wrap:anywhere]">/{path}</Td>
              <Td dim>{copies.slice(0, 3).map(toReason).join("; ")}</Td>
              <Td num>{formatMegabytes(reclaimableBytes)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {waste.total > waste.paths.length ? (
        <p className="mt-2 text-caption text-ink-3">
          The largest {waste.paths.length} of {formatCount(waste.total)} paths;{" "}
          <a href={`/api/v1/images/${waste.imageId}/waste?limit=1000`}>all as JSON</a>
        </p>
      ) : null}
    </>
  );
}

function toReason({ reason, layerIndex, hiddenBy }: Copy): string {
  switch (reason) {
    case "replaced":
      return `written in layer ${layerIndex}, again in ${hiddenBy}`;
    case "removed":
      return `written in layer ${layerIndex}, removed in ${hiddenBy}`;
    case "duplicate":
      return `twice in layer ${layerIndex}`;
  }
}
