import { getImageOperation } from "@/lib/http/operations/images.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getImage } from "@/lib/images/get-image.ts";

export const GET = route(getImageOperation, async ({ params }) =>
  json(200, { image: await getImage(params) }),
);
