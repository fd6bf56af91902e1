import type { ReactNode } from "react";
import { StandInTag, Tag } from "@/components/ui/tag.tsx";
import type { Comparison } from "@/lib/images/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";

const WORDS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven"];

function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** What a reader has to know before trusting the figures; nothing where there is nothing to say. */
export function Caveats({
  comparison,
  names,
  stale = [],
  building = [],
  buildMissing,
}: {
  comparison: Comparison;
  /** What each column is called, by image id. */
  names: ReadonlyMap<string, string>;
  /** Variants whose newest image is of an older source than there is now. */
  stale?: readonly VariantId[];
  /** Variants whose first image is on its way. */
  building?: readonly VariantId[];
  /** The action that builds what is missing; absent on frozen pages. */
  buildMissing?: ReactNode;
}) {
  const { standIns, differingSources, removedImages } = comparison.notes;
  const said: { key: string; tag: ReactNode; text: string }[] = [];
  const bases = standIns.filter((role) => role !== "toolchain");
  if (bases.length > 0)
    said.push({
      key: "stand-in",
      tag: <StandInTag />,
      text: `${WORDS[bases.length] ?? bases.length} ${bases.length === 1 ? "base was" : "bases were"} assembled here from Debian packages (${listed(bases)}). The images of their registries may weigh differently.`,
    });
  const unseen = (verdict: string) =>
    comparison.columns.flatMap(({ image, scans }) =>
      scans?.latest?.answer.kind !== "unknown" && scans?.latest?.coverage.verdict === verdict
        ? [names.get(image.imageId) ?? image.variant]
        : [],
    );
  const unknown = comparison.columns.flatMap(({ image, scans }) =>
    scans?.latest?.answer.kind === "unknown"
      ? [{ name: names.get(image.imageId) ?? image.variant, reason: scans.latest.answer.reason }]
      : [],
  );
  for (const [reason, images] of Map.groupBy(unknown, (image) => image.reason))
    said.push({
      key: reason,
      tag: <Tag kind="not-scannable">unknown</Tag>,
      text: `What is known against ${listed(images.map(({ name }) => name))}: ${reason}`,
    });
  const [blind, partly] = [unseen("blind"), unseen("partial")];
  if (blind.length > 0)
    said.push({
      key: "blind",
      tag: <Tag kind="not-scannable">not scannable</Tag>,
      text: `${listed(blind)} ${blind.length === 1 ? "holds" : "hold"} nothing that the scanner could look up. That it found nothing is no proof.`,
    });
  if (partly.length > 0)
    said.push({
      key: "partly",
      tag: <Tag kind="not-scannable">partly seen</Tag>,
      text: `The scanner could read only parts of ${listed(partly)}: ${partly.length === 1 ? "its count of findings is a lower bound" : "their counts of findings are lower bounds"}.`,
    });
  if (stale.length > 0)
    said.push({
      key: "stale",
      tag: <Tag>stale</Tag>,
      text: `${comparison.service} was edited since ${stale.length === comparison.columns.length ? "these images were" : `${listed(stale)} ${stale.length === 1 ? "was" : "were"}`} built. Rebuild to see what it is now.`,
    });
  if (differingSources)
    said.push({
      key: "sources",
      tag: <Tag>sources differ</Tag>,
      text: "Not all of these images were built from the same source of the service. Rebuild all to compare like with like.",
    });
  if (new Set(comparison.columns.map(({ image }) => image.recipe)).size > 1)
    said.push({
      key: "recipes",
      tag: <Tag>recipes differ</Tag>,
      text: "These images were compiled by different recipes: a difference may be the recipe’s and not the base’s.",
    });
  const data = comparison.columns.flatMap(
    ({ scans }) => scans?.latest?.database.updatedAt?.slice(0, 10) ?? [],
  );
  if (new Set(data).size > 1)
    said.push({
      key: "scans",
      tag: <Tag>scan dates differ</Tag>,
      text: `They were scanned with data of ${listed([...new Set(data)].sort())}. Rescan all to compare like with like.`,
    });
  if (removedImages.length > 0)
    said.push({
      key: "removed",
      tag: <Tag>image removed</Tag>,
      text: "Some of these images are no longer in the engine. Their figures were kept.",
    });
  const missing = comparison.missing.filter((variant) => !building.includes(variant));
  if (missing.length > 0 && comparison.columns.length > 0)
    said.push({
      key: "missing",
      tag: <Tag>not built</Tag>,
      text: `There is no image of ${listed(missing)} yet.`,
    });
  if (said.length === 0) return null;
  return (
    <ul className="grid content-start gap-2 border-rule-2 border-l pl-4 text-caption">
      {said.map(({ key, tag, text }) => (
        <li key={key} className="grid grid-cols-[100px_1fr] gap-2">
          <span>{tag}</span>
          <span>
            {text}
            {key === "missing" && buildMissing ? <span className="mt-1.5 block">{buildMissing}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
