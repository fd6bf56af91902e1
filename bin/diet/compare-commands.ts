import type { Command } from "commander";
import { parseCompareQuery, toCompareInput } from "../../lib/compare/query.ts";
import { formatPercentDelta, formatSize, formatSizeDelta, shortDigest } from "../../lib/format.ts";
import { compareImages } from "../../lib/images/compare-images.ts";
import { getImage } from "../../lib/images/get-image.ts";
import type { Comparison, ImageView } from "../../lib/images/schemas.ts";
import { freezeComparison } from "../../lib/snapshots/freeze-comparison.ts";
import { getStoredSnapshot } from "../../lib/snapshots/get-snapshot.ts";
import { listSnapshots } from "../../lib/snapshots/list-snapshots.ts";
import { revokeSnapshot } from "../../lib/snapshots/revoke-snapshot.ts";
import { print, toTable } from "./output.ts";

type Json = { json?: boolean };

function describeComparison(comparison: Comparison): string {
  const { columns, missing, notes } = comparison;
  const rows = columns.map(({ image, isReference, sizeDelta }) => [
    image.variant,
    formatSize(image.sizeBytes),
    isReference
      ? "reference"
      : `${formatSizeDelta(sizeDelta.bytes)} ${formatPercentDelta(sizeDelta.ratio ?? 0)}`,
    toCompressedWords(image.compressedBytes),
    String(image.layers.length),
    shortDigest(image.imageId),
  ]);
  const table = toTable(["variant", "size", "against the reference", "compressed", "layers", "image"], rows);
  const remarks = [
    ...(missing.length > 0 ? [`No image yet: ${missing.join(", ")}.`] : []),
    ...(notes.standIns.length > 0 ? [`Rests on stand-ins: ${notes.standIns.join(", ")}.`] : []),
    ...(notes.differingSources ? ["The images are of different sources."] : []),
  ];
  return [`${comparison.service}, recipe ${comparison.recipe}`, table, ...remarks].join("\n");
}

/** Compressing takes longer than the rest and is done afterwards. */
function toCompressedWords(bytes: number | undefined, decimals = 2): string {
  return bytes === undefined ? "not yet measured" : formatSize(bytes, "MB", decimals);
}

function describeImage(image: ImageView): string {
  const rows = image.layers.map((layer) => [
    String(layer.index + 1),
    formatSize(layer.sizeBytes, "MB", 3),
    toCompressedWords(layer.compressedBytes, 3),
    layer.fromBase ? "base" : "own",
    shortDigest(layer.diffId),
    layer.createdBy.replace(/\s+/g, " ").slice(0, 80),
  ]);
  const head = `${image.imageId}\n${image.service} as ${image.variant}, recipe ${image.recipe}, ${image.platform}: ${formatSize(image.sizeBytes)}, ${toCompressedWords(image.compressedBytes)} compressed`;
  return `${head}\n${toTable(["layer", "size", "compressed", "of", "diffId", "made by"], rows)}`;
}

function addCompare(program: Command): void {
  program
    .command("compare")
    .description("compare the newest images of a service; takes what the compare page's URL takes")
    .option("-s, --service <name>")
    .option("-r, --recipe <id>")
    .option("-v, --variants <ids>")
    .option("--images <ids>")
    .option("--run <run>")
    .option("--ref <variant or image>")
    .option("--at <time>", "ISO 8601")
    .option("--json")
    .action(async (options: Json & Record<string, string | undefined>) => {
      const { json, ...query } = options;
      const comparison = await compareImages(toCompareInput(parseCompareQuery(query)));
      print(comparison, describeComparison(comparison), { json: json !== undefined });
    });
}

function addSnapshots(program: Command): void {
  program
    .command("freeze")
    .description("freeze a comparison for ever")
    .argument("[query]", "the compare page's query string", "")
    .option("-t, --title <text>", "", "")
    .option("-n, --note <text>", "", "")
    .action(async (query: string, options: { title: string; note: string }) => {
      const { slug, payloadDigest } = await freezeComparison({ query, ...options });
      console.log(`/c/${slug}  ${payloadDigest}`);
    });
  program
    .command("snapshots")
    .description("list snapshots, the newest first")
    .option("--json")
    .action(async (options: Json) => {
      const page = await listSnapshots({ limit: 100 });
      const rows = page.snapshots.map(({ slug, createdAt, title }) => [slug, createdAt.slice(0, 10), title]);
      print(page, toTable(["snapshot", "frozen", "title"], rows), options);
    });
  program
    .command("verify-snapshot")
    .description("check that a snapshot's bytes are those that were frozen")
    .argument("<slug>")
    .action(async (slug: string) => {
      const { snapshot, payloadText } = await getStoredSnapshot({ slug });
      console.log(`${slug}: ${Buffer.byteLength(payloadText)} bytes, ${snapshot.payloadDigest}, as frozen.`);
    });
  program
    .command("revoke-snapshot")
    .description("take a snapshot's permalink back")
    .argument("<slug>")
    .action(async (slug: string) => {
      await revokeSnapshot({ slug });
      console.log(`${slug}: revoked.`);
    });
}

/** The commands about images, comparisons and snapshots. */
export function addCompareCommands(program: Command): void {
  addCompare(program);
  program
    .command("image")
    .description("show one image")
    .argument("<image>", "its digest, or the first 12 or more hex digits")
    .option("--json")
    .action(async (imageId: string, options: Json) => {
      const image = await getImage({ imageId });
      print(image, describeImage(image), options);
    });
  addSnapshots(program);
}
