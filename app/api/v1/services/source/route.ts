import { addSourceOperation } from "@/lib/http/operations/services.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { addSource } from "@/lib/services/add-source.ts";

export const POST = route(addSourceOperation, async ({ body }) =>
  json(201, { service: await addSource(body) }),
);
