import { openSessionOperation } from "@/lib/http/operations/catalogue.ts";
import { route } from "@/lib/http/route.ts";
import { openSession } from "@/lib/http/session.ts";

export const POST = route(openSessionOperation, async ({ body, request }) =>
  openSession(request, body.token),
);
