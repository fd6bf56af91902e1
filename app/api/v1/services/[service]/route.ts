import { archiveServiceOperation } from "@/lib/http/operations/services.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { archiveService } from "@/lib/services/archive-service.ts";

export const DELETE = route(archiveServiceOperation, async ({ params }) =>
  json(200, { service: await archiveService(params) }),
);
