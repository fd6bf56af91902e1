import { isMeasuring, MEASURING, NOT_MEASURED } from "../charts/measuring.ts";
import { formatSize, type SizeUnit } from "../format.ts";
import type { ImageView } from "../images/schemas.ts";
import { absent, type CellValue, type RowSpec, size, text } from "./row-spec.ts";

function toCompressed(image: ImageView, bytes: number | undefined): CellValue {
  if (bytes !== undefined) return { kind: "size", bytes };
  return isMeasuring([image]) ? text(MEASURING) : absent(NOT_MEASURED);
}

/** What an image weighs, on disk and on the wire. */
export function weightRows(reference: string, unit: SizeUnit): RowSpec[] {
  return [
    {
      id: "size",
      label: "Size, uncompressed",
      explanation: "The regular files in the image’s layers, added up: what they take on disk.",
      ranked: true,
      read: ({ image }) => ({ value: { kind: "size", bytes: image.sizeBytes } }),
    },
    {
      id: "pull",
      label: "Pull, empty host",
      explanation: "The same layers as gzip blobs: what a host without any of them downloads.",
      ranked: true,
      read: ({ image }) => ({ value: toCompressed(image, image.compressedBytes) }),
    },
    {
      id: "pull-beside",
      label: `Pull beside ${reference}`,
      explanation:
        "What is left to download on a host that already has the reference: layers with the same diffID are not sent again.",
      ranked: true,
      read: ({ image, pullBesideReferenceBytes, isReference }) => {
        if (isReference) return { value: text("already there") };
        const { compressedBytes } = image;
        const value = toCompressed(image, pullBesideReferenceBytes);
        const isLess = (pullBesideReferenceBytes ?? 0) < (compressedBytes ?? 0);
        return value.kind === "size" && compressedBytes !== undefined && isLess
          ? { value, note: `of ${formatSize(compressedBytes, unit)}, the rest is shared` }
          : { value };
      },
    },
    {
      id: "binary",
      label: "Binary",
      explanation: "The service’s own program, as it lies in the image.",
      read: ({ image }) => ({ value: size(image.binary?.sizeBytes, "No program was recognised") }),
    },
    {
      id: "rest",
      label: "All but the binary",
      explanation: "Everything that comes along: base, certificates, the rest.",
      ranked: true,
      read: ({ image }) => ({
        value: image.binary
          ? size(image.sizeBytes - image.binary.sizeBytes, "")
          : absent("No program was recognised"),
      }),
    },
    {
      id: "layers",
      label: "Layers",
      explanation: "How many there are, and how many of them are the base’s.",
      read: ({ image }) => ({
        value: { kind: "count", count: image.layers.length },
        note: image.base ? `${image.layers.filter((layer) => layer.fromBase).length} of the base` : "no base",
      }),
    },
    {
      id: "files",
      label: "Files",
      explanation: "Regular files in all layers.",
      ranked: true,
      read: ({ image }) => ({ value: { kind: "count", count: image.fileCount } }),
    },
    {
      id: "wasted",
      label: "Wasted",
      explanation: "Bytes of paths that more than one layer holds, as dive counts them.",
      read: ({ image }) => ({ value: size(image.wastedBytes, "Not measured for this image") }),
    },
    {
      id: "reclaimable",
      label: "Reclaimable",
      explanation: "Copies in the layers that no container sees: replaced or removed by a later layer.",
      read: ({ image }) => ({ value: size(image.reclaimableBytes, "Not measured for this image") }),
    },
    {
      id: "efficiency",
      label: "Efficiency",
      explanation: "The least that the paths need over all that the layers hold, as dive counts it.",
      read: ({ image }) => ({
        value:
          image.efficiencyRatio === undefined
            ? absent("Not measured for this image")
            : { kind: "ratio", ratio: image.efficiencyRatio },
      }),
    },
  ];
}
