import { archiveServiceOperation, editServiceOperation } from "@/lib/http/operations/services.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { archiveService } from "@/lib/services/archive-service.ts";
import { editService } from "@/lib/services/edit-service.ts";

export const PATCH = route(editServiceOperation, async ({ params, body }) =>
  json(200, { service: await editService({ ...body, ...params }) }),
);

export const DELETE = route(archiveServiceOperation, async ({ params }) =>
  json(200, { service: await archiveService(params) }),
);
