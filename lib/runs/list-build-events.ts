import { z } from "zod";
import { type Db, db, type Prisma } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { type BuildEventView, buildError, buildStatus, stepView } from "./schemas.ts";

const input = z.object({
  buildId: z.uuid("is no build id (a UUID)"),
  after: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(2000).default(500),
});
export type ListBuildEventsInput = z.input<typeof input>;

export type BuildEventPage = {
  events: BuildEventView[];
  /** True where the build has ended and nothing comes after these. */
  isOver: boolean;
};

const logData = z.object({ step: z.number().int().nullable(), lines: z.array(z.string()) });
const statusData = z.object({ status: buildStatus, error: buildError.optional() });

function toEventView(row: Prisma.BuildEventGetPayload<object>): BuildEventView[] {
  const { seq, attempt } = row;
  if (row.kind === "step") {
    const data = stepView.safeParse(row.data);
    return data.success ? [{ seq, attempt, kind: "step", data: data.data }] : [];
  }
  if (row.kind === "log") {
    const data = logData.safeParse(row.data);
    return data.success
      ? [
          {
            seq,
            attempt,
            kind: "log",
            firstLine: row.firstLine ?? 1,
            at: row.createdAt.toISOString(),
            data: data.data,
          },
        ]
      : [];
  }
  const data = statusData.safeParse(row.data);
  if (!data.success) return [];
  const { status, error } = data.data;
  return [{ seq, attempt, kind: "status", data: error ? { status, error } : { status } }];
}

/**
 * A build's events after a sequence number, in order, at most `limit`. Throws bad-input, not-found,
 * database-unavailable.
 */
export async function listBuildEvents(
  raw: ListBuildEventsInput,
  database: Db = db(),
): Promise<BuildEventPage> {
  const { buildId, after, limit } = parseInput(input, raw, "query");
  return withDatabaseErrors(async () => {
    // The state first: what ends a build is written with its last event, so none can slip in between.
    const build = await database.build.findUnique({ where: { id: buildId }, select: { status: true } });
    if (!build) throw new AppError("not-found", `There is no build ${buildId}.`);
    const rows = await database.buildEvent.findMany({
      where: { buildId, seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: limit,
    });
    const hasEnded = build.status !== "queued" && build.status !== "running";
    return { events: rows.flatMap(toEventView), isOver: hasEnded && rows.length < limit };
  });
}
