import { type Badge, drawBadge } from "@/lib/badges/draw-badge.ts";
import { cached } from "@/lib/http/cached.ts";

/** A badge as an answer that is asked for again each time and sent only where it changed. */
export function badgeResponse(request: Request, badge: Badge): Promise<Response> {
  const svg = drawBadge(badge);
  return cached(request, svg, { type: "image/svg+xml; charset=utf-8", make: () => svg });
}
