import { getImageBasesOperation } from "@/lib/http/operations/inside.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getImageBases } from "@/lib/images/get-image-bases.ts";

export const GET = route(getImageBasesOperation, async ({ params }) =>
  json(200, await getImageBases(params)),
);
