import { formatSize, type SizeUnit } from "../format.ts";
import { absent, type RowSpec, size, text } from "./row-spec.ts";

/** What an image weighs, on disk and on the wire. */
export function weightRows(reference: string, unit: SizeUnit): RowSpec[] {
  return [
    {
      id: "size",
      label: "Size, uncompressed",
      explanation: "The regular files in the image’s layers, added up: what they take on disk.",
      why: "It is what a node stores and what has to be unpacked before the first start.",
      ranked: true,
      read: ({ image, sizeDelta, isReference }) => ({
        value: { kind: "size", bytes: image.sizeBytes },
        ...(isReference ? {} : { delta: sizeDelta }),
      }),
    },
    {
      id: "pull",
      label: "Pull, empty host",
      explanation: "The same layers as gzip blobs: what a host without any of them downloads.",
      why: "It decides how fast a new node or a cold start serves, and what egress costs.",
      ranked: true,
      read: ({ image, compressedDelta, isReference }) => ({
        value: { kind: "size", bytes: image.compressedBytes },
        ...(isReference ? {} : { delta: compressedDelta }),
      }),
    },
    {
      id: "pull-beside",
      label: `Pull beside ${reference}`,
      explanation:
        "What is left to download on a host that already has the reference: layers with the same diffID are not sent again.",
      why: "Where many services share a base, this is what a rollout really moves.",
      ranked: true,
      read: ({ image, pullBesideReferenceBytes, isReference }) => {
        if (isReference) return { value: text("already there") };
        const value = { kind: "size", bytes: pullBesideReferenceBytes } as const;
        return pullBesideReferenceBytes < image.compressedBytes
          ? { value, note: `of ${formatSize(image.compressedBytes, unit)}, the rest is shared` }
          : { value };
      },
    },
    {
      id: "binary",
      label: "Binary",
      explanation: "The service’s own program, as it lies in the image.",
      why: "No base makes it smaller; the recipe does (strip, lto, opt-level).",
      read: ({ image }) => ({ value: size(image.binary?.sizeBytes, "No program was recognised") }),
    },
    {
      id: "rest",
      label: "All but the binary",
      explanation: "Everything that comes along: base, certificates, the rest.",
      why: "This is what choosing another base can save.",
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
      why: "Layers are what registries and hosts share: an edit should change only the last one.",
      read: ({ image }) => ({
        value: { kind: "count", count: image.layers.length },
        note: image.base ? `${image.layers.filter((layer) => layer.fromBase).length} of the base` : "no base",
      }),
    },
    {
      id: "files",
      label: "Files",
      explanation: "Regular files in all layers.",
      why: "Each is something to audit, and something that a scanner may or may not know.",
      ranked: true,
      read: ({ image }) => ({ value: { kind: "count", count: image.fileCount } }),
    },
    {
      id: "wasted",
      label: "Wasted",
      explanation: "Bytes of paths that more than one layer holds, as dive counts them.",
      why: "They are stored and pulled, and never seen: a later layer hides them.",
      read: ({ image }) => ({ value: size(image.wastedBytes, "Not measured for this image") }),
    },
    {
      id: "efficiency",
      label: "Efficiency",
      explanation: "The least that the paths need over all that the layers hold, as dive counts it.",
      why: "Below 100 % a layer undoes what another did.",
      read: ({ image }) => ({
        value:
          image.efficiencyRatio === undefined
            ? absent("Not measured for this image")
            : { kind: "ratio", ratio: image.efficiencyRatio },
      }),
    },
  ];
}
