import { listVariantsOperation } from "@/lib/http/operations/catalogue.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { VARIANTS } from "@/lib/variants/variants.ts";

export const GET = route(listVariantsOperation, async () => json(200, { variants: VARIANTS }));
