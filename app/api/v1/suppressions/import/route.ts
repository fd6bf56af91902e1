import { importSuppressions } from "@/lib/findings/import-suppressions.ts";
import { importSuppressionsOperation } from "@/lib/http/operations/suppressions.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";

export const POST = route(importSuppressionsOperation, async ({ body }) =>
  json(200, await importSuppressions(body)),
);
