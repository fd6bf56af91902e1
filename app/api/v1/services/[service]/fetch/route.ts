import { fetchSourceOperation } from "@/lib/http/operations/services.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { fetchSource } from "@/lib/services/fetch-source.ts";

export const POST = route(fetchSourceOperation, async ({ params }) =>
  json(200, { service: await fetchSource(params) }),
);
