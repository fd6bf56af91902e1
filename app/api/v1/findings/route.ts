import { parseCompareQuery, toCompareInput } from "@/lib/compare/query.ts";
import { listFindingsAcross } from "@/lib/findings/list-across.ts";
import { listFindingsAcrossOperation } from "@/lib/http/operations/findings.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";

export const GET = route(listFindingsAcrossOperation, async ({ query }) => {
  const { severity, origin, accepted, search, mode, offset, limit, ...compared } = query;
  const view = { severity, origin, accepted, search, mode, offset, limit };
  return json(200, await listFindingsAcross({ ...toCompareInput(parseCompareQuery(compared)), ...view }));
});
