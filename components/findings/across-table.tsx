import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { AcrossImage, AcrossRow, FindingsAcross } from "@/lib/findings/schemas-across.ts";
import { AcceptDialog } from "./accept-dialog.tsx";
import { AcrossMark } from "./across-mark.tsx";
import { AdvisoryCells, SeverityHead } from "./finding-cells.tsx";
import { sayStatus } from "./say-status.ts";

type Shown = Pick<FindingsAcross, "service" | "rows"> & {
  images: readonly Pick<AcrossImage, "imageId" | "variant">[];
};

/** One row a flaw, one column an image: there, not there, or not looked for. */
export function AcrossTable({ list }: { list: Shown }) {
  return (
    <>
      <Table>
        <thead>
          <tr>
            <SeverityHead />
            <Th>Advisory</Th>
            {list.images.map((image) => (
              <th
                key={image.imageId}
                scope="col"
                title={image.variant}
                className="w-9 border-rule-3 border-b px-1 py-1.5 text-center"
              >
                <VariantGlyph variant={image.variant} label />
              </th>
            ))}
            <Th className="pl-4">Package</Th>
            <Th>Title</Th>
            <Th>Fix</Th>
            <Th>From</Th>
            <Th>
              <span className="sr-only">Accept</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Row key={keyOf(row)} row={row} list={list} />
          ))}
        </tbody>
      </Table>
      <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-caption text-ink-3">
        <Key mark={<AcrossMark cell={{ state: "found", count: 1, severity: "low" }} variant="" />}>
          in the image
        </Key>
        <Key mark={<AcrossMark cell={{ state: "not-found" }} variant="" />}>looked for and not there</Key>
        <Key mark={<AcrossMark cell={{ state: "not-seen", why: "" }} variant="" />}>
          not looked for: it may be there
        </Key>
      </p>
    </>
  );
}

function Key({ mark, children }: { mark: React.ReactNode; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className="inline-flex">
        {mark}
      </span>
      {children}
    </span>
  );
}

function keyOf(row: AcrossRow): string {
  return [row.id, ...row.packages.map(({ type, name, path }) => `${type} ${name} ${path ?? ""}`)].join("\n");
}

function Row({ row, list }: { row: AcrossRow; list: Shown }) {
  const [first] = row.packages;
  const fixes = [...new Set(row.packages.flatMap((one) => one.fixedVersions))];
  return (
    <Tr>
      <AdvisoryCells {...row} />
      {list.images.map(({ imageId, variant }, index) => {
        const cell = row.cells[index];
        return (
          <Td key={imageId} className="px-1 text-center">
            <span aria-hidden="true" className="mr-1 inline-flex align-middle not-folded:hidden">
              <VariantGlyph variant={variant} />
            </span>
            {cell ? <AcrossMark cell={cell} variant={variant} /> : null}
          </Td>
        );
      })}
      <Td name="Package" className="max-w-[26ch] pl-4 [overflow-wrap:anywhere]">
        {row.packages.map(({ name }) => name).join(", ")}{" "}
        <small className="text-axis text-ink-3 not-folded:block">
          {row.packages.length === 1
            ? first?.installedVersions.join(", ")
            : `${row.packages.length} packages`}
        </small>
      </Td>
      <Td fold="line" dim className="max-w-[44ch]">
        {row.title}
      </Td>
      <Td name="Fix" dim className="max-w-[22ch] [overflow-wrap:anywhere]">
        {fixes.length > 0 ? fixes.join(", ") : row.statuses.map(sayStatus).join(", ")}
      </Td>
      <Td name="From" dim>
        {row.origins.join(", ")}
      </Td>
      <Td fold="end" className="text-right">
        {first ? (
          <AcceptDialog
            service={list.service}
            vulnerabilityId={row.id}
            {...(row.packages.length === 1 ? { packageName: first.name } : {})}
          />
        ) : null}
      </Td>
    </Tr>
  );
}
