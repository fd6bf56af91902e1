import { getImageTraitsOperation } from "@/lib/http/operations/inside.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getImageTraits } from "@/lib/images/get-image-traits.ts";

export const GET = route(getImageTraitsOperation, async ({ params }) =>
  json(200, await getImageTraits(params)),
);
