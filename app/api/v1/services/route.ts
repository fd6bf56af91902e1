import { addProgramOperation, listServicesOperation } from "@/lib/http/operations/services.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { addProgram } from "@/lib/services/add-program.ts";
import { listServices } from "@/lib/services/list-services.ts";

export const GET = route(listServicesOperation, async () => json(200, { services: await listServices() }));

export const POST = route(addProgramOperation, async ({ body }) => json(201, await addProgram(body)));
