import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og.js";
import type { Card } from "@/lib/social/to-card.ts";
import { SocialCard } from "./social-card.tsx";

/** What link previews ask for. */
export const PREVIEW = { width: 1200, height: 630 } as const;

/** Changes with the look, so that readers ask for the picture again. */
export const LOOK_VERSION = 1;

const FONTS = "node_modules/geist/dist/fonts/geist-sans";
const WEIGHTS = [
  [400, "Geist-Regular.ttf"],
  [500, "Geist-Medium.ttf"],
  [600, "Geist-SemiBold.ttf"],
] as const;

type Font = { name: string; data: Buffer; weight: 400 | 500 | 600; style: "normal" };
let fonts: Promise<Font[]> | undefined;

/** The fonts' files come with the package `geist`; nothing is fetched. */
function readFonts(): Promise<Font[]> {
  fonts ??= Promise.all(
    WEIGHTS.map(async ([weight, file]) => ({
      name: "Geist",
      data: await readFile(join(process.cwd(), FONTS, file)),
      weight,
      style: "normal" as const,
    })),
  );
  return fonts;
}

/** A card as a PNG of 1200 by 630 pixels; equal cards give equal bytes. */
export async function renderPng(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  const response = new ImageResponse(<SocialCard card={card} {...PREVIEW} />, {
    ...PREVIEW,
    fonts: await readFonts(),
  });
  return new Uint8Array(await response.arrayBuffer());
}
