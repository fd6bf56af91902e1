import { ImageResponse } from "next/og.js";
import { readFonts } from "@/lib/charts/png/fonts.ts";
import type { Card } from "@/lib/social/to-card.ts";
import { SocialCard } from "./social-card.tsx";

/** What link previews ask for. */
export const PREVIEW = { width: 1200, height: 630 } as const;

/** Changes with the look, so that readers ask for the picture again. */
export const LOOK_VERSION = 1;

/** A card as a PNG of 1200 by 630 pixels; equal cards give equal bytes. */
export async function renderPng(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  const response = new ImageResponse(<SocialCard card={card} {...PREVIEW} />, {
    ...PREVIEW,
    fonts: await readFonts(),
  });
  return new Uint8Array(await response.arrayBuffer());
}
