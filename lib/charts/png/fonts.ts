import { readFile } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = "node_modules/geist/dist/fonts/geist-sans";
const FILES = [
  { weight: 400, file: "Geist-Regular.ttf" },
  { weight: 500, file: "Geist-Medium.ttf" },
  { weight: 600, file: "Geist-SemiBold.ttf" },
] as const;

export type Font = { name: "Geist"; weight: (typeof FILES)[number]["weight"]; data: Buffer };

let fonts: Promise<Font[]> | undefined;

/** The fonts that pictures are written with, read once; their files come with the package `geist`, nothing is fetched. */
export function readFonts(): Promise<Font[]> {
  fonts ??= Promise.all(
    FILES.map(async ({ weight, file }) => ({
      name: "Geist" as const,
      weight,
      data: await readFile(join(process.cwd(), FOLDER, file)),
    })),
  );
  return fonts;
}
