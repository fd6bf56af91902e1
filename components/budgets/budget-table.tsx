import { AskButton } from "@/components/api/ask-button.tsx";
import { BadgeMarkdown } from "@/components/badges/badge-markdown.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Link } from "@/components/ui/link.tsx";
import { StateLabel } from "@/components/ui/state-mark.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { StandInTag, Tag } from "@/components/ui/tag.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { BudgetedImage, BudgetView } from "@/lib/budgets/schemas.ts";
import { formatSize, type SizeUnit, shortDigest } from "@/lib/format.ts";
import { BudgetDialog } from "./budget-dialog.tsx";

/** A budget with its limit and its verdict in words. */
export type BudgetRow = { budget: BudgetView; limit: string; says: string };

/** A service's budgets: limit, baseline, newest image, verdict, and what can be done about it. */
export function BudgetTable({
  rows,
  unit,
  recipes,
}: {
  rows: readonly BudgetRow[];
  unit: SizeUnit;
  recipes: readonly string[];
}) {
  return (
    <>
      <Table>
        <caption className="sr-only">Budgets</caption>
        <thead>
          <tr>
            <Th>Variant</Th>
            <Th>Limit</Th>
            <Th>Counted from</Th>
            <Th>Newest image</Th>
            <Th>Verdict</Th>
            <Th>
              <span className="sr-only">Change it</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BudgetLine key={row.budget.id} row={row} unit={unit} recipes={recipes} />
          ))}
        </tbody>
      </Table>
      <Disclosure summary="Badges of these budgets, to paste into a README">
        <ul className="grid gap-4 pt-1 md:grid-cols-2 md:gap-x-8">
          {rows.map(({ budget: { id, service, variant, measure } }) => (
            <li key={id}>
              <BadgeMarkdown
                name={`${service} ${variant}, ${measure} budget`}
                image={`/api/v1/badges/budgets/${id}`}
                link={`/trends?service=${encodeURIComponent(service)}`}
              />
            </li>
          ))}
        </ul>
      </Disclosure>
    </>
  );
}

function BudgetLine({
  row: { budget, limit, says },
  unit,
  recipes,
}: {
  row: BudgetRow;
  unit: SizeUnit;
  recipes: readonly string[];
}) {
  const { id, service, variant, recipe, measure, baseline, newest, limitBytes } = budget;
  const isGrowth = budget.limit.kind === "growth";
  return (
    <Tr>
      <Td fold="title">
        <VariantName variant={variant} />
        <small className="block text-axis text-ink-3">
          {measure}
          {recipe === "default" ? "" : `, ${recipe}`}
        </small>
      </Td>
      <Td name="Limit" className="whitespace-nowrap">
        {isGrowth ? `+${limit}` : limit}
        {isGrowth && limitBytes !== undefined ? (
          <small className="block text-axis text-ink-3">{formatSize(limitBytes, unit)}</small>
        ) : null}
      </Td>
      <Td name="Counted from">
        {isGrowth ? <Weighed image={baseline} unit={unit} none="no image yet" /> : "its bytes alone"}
      </Td>
      <Td name="Newest image">
        <Weighed image={newest} unit={unit} none="not built yet" />
      </Td>
      <Td fold="end">
        <Verdict state={budget.verdict.state}>{says}</Verdict>
      </Td>
      <Td fold="line" className="whitespace-nowrap text-right">
        {isGrowth && newest && newest.imageId !== baseline?.imageId ? (
          <AskButton path={`/budgets/${id}/rebaseline`} body={{}}>
            Rebaseline
          </AskButton>
        ) : null}
        <BudgetDialog service={service} recipes={recipes} suggested={budget} isChange />
        <AskButton path={`/budgets/${id}`} method="DELETE">
          Remove
        </AskButton>
      </Td>
    </Tr>
  );
}

function Weighed({ image, unit, none }: { image: BudgetedImage | undefined; unit: SizeUnit; none: string }) {
  if (!image) return <span className="text-ink-3">{none}</span>;
  return (
    <>
      <Link href={`/images/${image.imageId}`} className="mono">
        {shortDigest(image.imageId)}
      </Link>{" "}
      {image.standIn ? <StandInTag /> : null}
      <small className="block text-axis text-ink-3">
        {image.bytes === undefined ? "not measured yet" : formatSize(image.bytes, unit)},{" "}
        <Timestamp iso={image.builtAt} />
      </small>
    </>
  );
}

function Verdict({ state, children }: { state: BudgetView["verdict"]["state"]; children: string }) {
  if (state === "within") return <StateLabel state="up">{children}</StateLabel>;
  if (state === "over") return <StateLabel state="failed">{children}</StateLabel>;
  return <Tag kind="not-scannable">{children}</Tag>;
}
