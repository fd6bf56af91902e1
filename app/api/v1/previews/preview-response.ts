import { LOOK_VERSION, renderPng } from "@/components/social/render-png.tsx";
import { cached } from "@/lib/http/cached.ts";
import type { Card } from "@/lib/social/to-card.ts";

/** A card as a picture, drawn only for a reader who has not the same one already. */
export function previewResponse(request: Request, card: Card): Promise<Response> {
  return cached(request, JSON.stringify([LOOK_VERSION, card]), {
    type: "image/png",
    make: () => renderPng(card),
  });
}
