import { acceptFinding } from "@/lib/findings/accept-finding.ts";
import { listSuppressions } from "@/lib/findings/list-suppressions.ts";
import { acceptFindingOperation, listSuppressionsOperation } from "@/lib/http/operations/suppressions.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";

export const GET = route(listSuppressionsOperation, async ({ query }) =>
  json(200, { suppressions: await listSuppressions(query.service) }),
);

export const POST = route(acceptFindingOperation, async ({ body }) =>
  json(201, { suppression: await acceptFinding(body) }),
);
