import { comparePairHref } from "@/components/compare/compare-pair-href.ts";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Link } from "@/components/ui/link.tsx";
import { deltaText } from "@/components/ui/size.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import { formatClock, formatSizeValue, type SizeUnit, shortDigest } from "@/lib/format.ts";
import type { Trends } from "@/lib/trends/schemas.ts";
import { changeName, sayTrendFindings } from "./trend-words.ts";

/** As many rows as somebody reads; a range brings the others. */
const MOST_ROWS = 200;

/** The charts' figures as a table that opens without JavaScript, the newest first. */
export function PointsTable({ trends, unit }: { trends: Trends; unit: SizeUnit }) {
  const rows = trends.lines
    .flatMap(({ variant, points }) => points.map((point) => ({ variant, point })))
    .toSorted((a, b) => b.point.place - a.point.place);
  return (
    <Disclosure>
      {rows.length > MOST_ROWS ? (
        <p className="mb-2 text-ink-3">
          The newest {MOST_ROWS} of the {rows.length} builds that the charts show; choose a range for others.
        </p>
      ) : null}
      <Table>
        <thead>
          <tr>
            <Th>Run</Th>
            <Th>Variant</Th>
            <Th>Built</Th>
            <Th num>Uncompressed, {unit}</Th>
            <Th num>Against the one before</Th>
            <Th num>Compressed, {unit}</Th>
            <Th className="pl-6">Findings</Th>
            <Th num>Layers</Th>
            <Th num>Build, min:s</Th>
            <Th className="pl-6">Changed</Th>
            <Th>Image</Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ variant, point }) => (
            <Tr key={point.buildId}>
              <Td fold="mark" name="Run">
                <Link href={`/runs/${point.run.id}`}>{point.run.number}</Link>
              </Td>
              <Td fold="title">
                <VariantName variant={variant} />
              </Td>
              <Td name="Built" dim>
                <Timestamp iso={point.at} />
              </Td>
              <Td fold="end" unit={unit} num>
                {formatSizeValue(point.sizeBytes, unit)}
              </Td>
              <Td name="Against the one before" num dim>
                {point.previousImageId ? (
                  <Link href={comparePairHref(point.previousImageId, point.imageId)}>
                    {deltaText({ bytes: point.sizeDeltaBytes ?? 0 }, unit)}
                  </Link>
                ) : point.sizeDeltaBytes === undefined ? (
                  "first"
                ) : (
                  "same image"
                )}
              </Td>
              <Td name="Compressed" unit={point.compressedBytes === undefined ? undefined : unit} num>
                {point.compressedBytes === undefined ? "–" : formatSizeValue(point.compressedBytes, unit)}
              </Td>
              <Td name="Findings" className="pl-6">
                {sayTrendFindings(point.findings)}
              </Td>
              <Td name="Layers" num>
                {point.layers}
              </Td>
              <Td name="Build" unit={point.buildMs === undefined ? undefined : "min"} num>
                {point.buildMs === undefined ? "–" : formatClock(point.buildMs)}
              </Td>
              <Td name="Changed" dim className="pl-6">
                {(point.changes ?? []).map((change) => changeName(change.kind)).join(", ") || "–"}
              </Td>
              <Td name="Image">
                <Link href={`/images/${point.imageId}`} className="mono">
                  {shortDigest(point.imageId)}
                </Link>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}
