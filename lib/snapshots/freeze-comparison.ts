import { drawCharts } from "../charts/svg/draw-chart.ts";
import { orderColumns } from "../compare/columns.ts";
import { parseCompareQuery, toCompareInput } from "../compare/query.ts";
import { type Db, db } from "../db/client.ts";
import { isUniqueViolation, withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { AppError } from "../errors.ts";
import { compareImages } from "../images/compare-images.ts";
import type { Comparison } from "../images/schemas.ts";
import { parseInput } from "../parse-input.ts";
import { payloadDigest } from "./payload-digest.ts";
import { type FreezeInput, freezeInput, type snapshotPayload } from "./schemas.ts";
import { newSnapshotSlug } from "./snapshot-slug.ts";

export type FrozenSnapshot = { slug: string; payloadDigest: string };

/**
 * Stores the comparison that a live view's query shows now, whole, for ever. Throws bad-input (the query's own field,
 * or `query` where it shows no image), not-found, conflict (the name is taken), database-unavailable.
 */
export async function freezeComparison(raw: FreezeInput, database: Db = db()): Promise<FrozenSnapshot> {
  const { query, title, note, slug } = parseInput(freezeInput, raw, "body");
  const parsed = parseCompareQuery(new URLSearchParams(query));
  const comparison = withoutMoment(await compareImages(toCompareInput(parsed), database));
  if (comparison.columns.length === 0) {
    throw new AppError(
      "bad-input",
      "`query`: it shows no image yet, so there is nothing to freeze. Build first.",
      {
        field: "query",
      },
    );
  }
  const createdAt = new Date();
  const content = {
    version: 1,
    title,
    note,
    query,
    frozenAt: createdAt.toISOString(),
    comparison,
    charts: drawCharts(orderColumns(comparison, parsed.order), parsed),
  } satisfies Payload;
  const payload = JSON.stringify(content);
  const row = {
    slug: slug ?? newSnapshotSlug(title),
    title,
    note,
    query,
    payload,
    payloadDigest: payloadDigest(payload),
    images: comparison.columns.map(({ image: { variant, sizeBytes } }) => ({ variant, sizeBytes })),
    createdAt,
  };
  await insert(database, row);
  return { slug: row.slug, payloadDigest: row.payloadDigest };
}

/** A scan that was going on when the page was frozen would go on for ever: only answers are kept. */
function withoutMoment(comparison: Comparison): Comparison {
  return {
    ...comparison,
    columns: comparison.columns.map(({ scans, ...column }) =>
      scans === undefined
        ? column
        : { ...column, scans: { imageId: scans.imageId, ...present("latest", scans.latest) } },
    ),
  };
}

type Payload = ReturnType<typeof snapshotPayload.parse>;
type Row = Parameters<Db["snapshot"]["create"]>[0]["data"];

async function insert(database: Db, data: Row): Promise<void> {
  try {
    await withDatabaseErrors(() => database.snapshot.create({ data }));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("conflict", `There is a snapshot "${data.slug}" already. Choose another name.`);
  }
}
