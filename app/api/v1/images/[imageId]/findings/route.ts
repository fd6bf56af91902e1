import { getFindings } from "@/lib/findings/get-findings.ts";
import { getFindingsOperation } from "@/lib/http/operations/findings.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";

export const GET = route(getFindingsOperation, async ({ params, query }) =>
  json(200, await getFindings({ ...query, ...params })),
);
