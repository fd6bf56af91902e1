import { listImagesOperation } from "@/lib/http/operations/images.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { listImages } from "@/lib/images/list-images.ts";

export const GET = route(listImagesOperation, async ({ query }) =>
  json(200, { images: await listImages(query) }),
);
