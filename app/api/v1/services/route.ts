import { listServicesOperation } from "@/lib/http/operations/catalogue.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { listServices } from "@/lib/services/list-services.ts";

export const GET = route(listServicesOperation, async () => json(200, { services: await listServices() }));
