import { getImagePreviewOperation } from "@/lib/http/operations/pictures.ts";
import { route } from "@/lib/http/route.ts";
import { getImage } from "@/lib/images/get-image.ts";
import { toImageCard } from "@/lib/social/to-card.ts";
import { previewResponse } from "../../preview-response.ts";

export const GET = route(getImagePreviewOperation, async ({ params, request }) =>
  previewResponse(request, toImageCard(await getImage(params))),
);
