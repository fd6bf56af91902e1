import { listFilesOperation } from "@/lib/http/operations/contents.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { listFiles } from "@/lib/images/list-files.ts";

export const GET = route(listFilesOperation, async ({ params, query }) =>
  json(200, await listFiles({ ...params, ...query })),
);
