import { renderPng } from "@/components/social/render-png.tsx";
import { svgToPng } from "@/lib/charts/png/svg-to-png.ts";
import type { ExportedFile } from "@/lib/compare/exports/export-comparison.ts";
import type { FileToSave } from "@/lib/http/respond.ts";
import type { Comparison } from "@/lib/images/schemas.ts";
import { toComparisonCard } from "@/lib/social/to-card.ts";

/** A comparison as a picture to be saved: its chart and headline figures, as link previews show them. */
export async function comparisonPicture(
  comparison: Comparison,
  options: Parameters<typeof toComparisonCard>[1],
): Promise<FileToSave> {
  const bytes = await renderPng(toComparisonCard(comparison, options));
  return { bytes, mediaType: "image/png", fileName: `${comparison.service}-comparison.png` };
}

/** What `write` makes in a format; a picture of a chart is made of its SVG file. */
export async function exportAs<Written extends string>(
  format: Written | "png",
  write: (format: Written | "svg") => ExportedFile,
): Promise<FileToSave> {
  if (format !== "png") return write(format);
  const { text, fileName } = write("svg");
  return {
    bytes: await svgToPng(text),
    mediaType: "image/png",
    fileName: fileName.replace(/\.svg$/, ".png"),
  };
}
