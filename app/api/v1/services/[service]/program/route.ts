import { getServiceProgramOperation } from "@/lib/http/operations/services.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getServiceProgram } from "@/lib/services/get-service-program.ts";

export const GET = route(getServiceProgramOperation, async ({ params }) =>
  json(200, await getServiceProgram(params)),
);
