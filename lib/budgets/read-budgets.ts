import type { Db, Prisma } from "../db/client.ts";
import { present, presentTime, toBytes } from "../db/fields.ts";
import { chooseNewestImages } from "../images/choose-images.ts";
import { parseStoredVariant } from "../variants/parse-variant.ts";
import { evaluateBudget, toLimitBytes } from "./evaluate-budget.ts";
import type { BudgetedImage, BudgetLimit, BudgetView } from "./schemas.ts";

const WEIGHED = {
  imageId: true,
  variant: true,
  builtAt: true,
  sizeBytes: true,
  compressedBytes: true,
  standIn: true,
} as const;

const INCLUDED = {
  service: { select: { slug: true } },
  baseline: { select: WEIGHED },
} as const;

type Row = Prisma.BudgetGetPayload<{ include: typeof INCLUDED }>;
type WeighedRow = Prisma.ImageGetPayload<{ select: typeof WEIGHED }>;

/** Budgets, the oldest first, each with what it says of the newest image of its service, variant and recipe. */
export async function readBudgets(database: Db, where: Prisma.BudgetWhereInput): Promise<BudgetView[]> {
  const rows = await database.budget.findMany({
    where,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: INCLUDED,
  });
  const lines = Map.groupBy(rows, ({ serviceId, recipeId }) => `${serviceId} ${recipeId}`);
  const views = await Promise.all([...lines.values()].map((line) => readLine(database, line)));
  const byId = new Map(views.flat().map((view) => [view.id, view]));
  return rows.flatMap(({ id }) => byId.get(id) ?? []);
}

/** The newest image of one service and recipe for each variant that has a budget. */
async function readLine(database: Db, rows: readonly Row[]): Promise<BudgetView[]> {
  const [first] = rows;
  if (!first) return [];
  const chosen = await chooseNewestImages(database, {
    serviceId: first.serviceId,
    recipe: first.recipeId,
    variants: rows.map((row) => row.variant),
    at: undefined,
  });
  const images = await database.image.findMany({
    where: { imageId: { in: chosen.map(({ imageId }) => imageId) } },
    select: WEIGHED,
  });
  return rows.map((row) =>
    toView(
      row,
      images.find((image) => image.variant === row.variant),
    ),
  );
}

function toView(row: Row, newestRow: WeighedRow | undefined): BudgetView {
  const limit = toLimit(row);
  const baseline = row.baseline ? toBudgeted(row.baseline, row.measure) : undefined;
  const newest = newestRow ? toBudgeted(newestRow, row.measure) : undefined;
  return {
    id: row.id,
    service: row.service.slug,
    variant: parseStoredVariant(row.variant),
    recipe: row.recipeId,
    measure: row.measure,
    limit,
    ...present("limitBytes", toLimitBytes(limit, baseline)),
    ...present("baseline", baseline),
    ...presentTime("baselineAt", row.baselineAt),
    ...present("newest", newest),
    verdict: evaluateBudget(limit, baseline, newest),
    setAt: row.setAt.toISOString(),
  };
}

/** The table's check sees to it that a row has one of the two. */
function toLimit({ maxGrowthRatio, maxBytes }: Row): BudgetLimit {
  return maxBytes === null
    ? { kind: "growth", maxGrowthRatio: maxGrowthRatio ?? 0 }
    : { kind: "absolute", maxBytes: toBytes(maxBytes) };
}

function toBudgeted(image: WeighedRow, measure: Row["measure"]): BudgetedImage {
  const bytes = measure === "compressed" ? image.compressedBytes : image.sizeBytes;
  return {
    imageId: image.imageId,
    builtAt: image.builtAt.toISOString(),
    ...present("bytes", bytes === null ? null : toBytes(bytes)),
    standIn: image.standIn,
  };
}
