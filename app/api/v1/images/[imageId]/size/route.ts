import { explainImageSizeOperation } from "@/lib/http/operations/contents.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { explainImageSize } from "@/lib/images/explain-image-size.ts";

export const GET = route(explainImageSizeOperation, async ({ params }) =>
  json(200, await explainImageSize(params)),
);
