import { buildLadderOperation, getLadderOperation } from "@/lib/http/operations/ladder.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { buildMissingRungs } from "@/lib/ladder/build-missing-rungs.ts";
import { getLadder } from "@/lib/ladder/get-ladder.ts";

export const GET = route(getLadderOperation, async ({ query }) =>
  json(200, { ladder: await getLadder(query) }),
);

export const POST = route(buildLadderOperation, async ({ body }) => {
  const runs = await buildMissingRungs(body);
  return json(runs.length > 0 ? 202 : 200, { runs });
});
