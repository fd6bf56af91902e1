import { describe, expect, it } from "vitest";
import type { VariantId } from "../variants/variants.ts";
import type { ImageView } from "./schemas.ts";
import { chooseReference, findSharedDiffIds, toComparison, toDelta, toPullBytes } from "./to-comparison.ts";

function image(variant: VariantId, layers: [string, number][], more: Partial<ImageView> = {}): ImageView {
  const base = { role: "toolchain", reference: "rust:1", digest: "sha256:r", origin: "registry" } as const;
  const sizeBytes = layers.reduce((sum, [, size]) => sum + size, 0);
  return {
    imageId: `sha256:${variant}`,
    variant,
    service: "sample",
    recipe: "default",
    recipeSummary: "",
    sourceDigest: "sha256:s",
    platform: "linux/amd64",
    builtAt: "2026-01-01T00:00:00.000Z",
    sizeBytes,
    compressedBytes: sizeBytes / 2,
    breakdown: { baseBytes: 0, binaryBytes: sizeBytes, certificatesBytes: 0, otherBytes: 0 },
    fileCount: 1,
    layers: layers.map(([diffId, size], index) => ({
      index,
      diffId,
      digest: diffId,
      sizeBytes: size,
      compressedBytes: size / 2,
      createdBy: "",
      fromBase: false,
      fileCount: 1,
    })),
    config: { user: "", workingDir: "", entrypoint: [], cmd: [], env: [], exposedPorts: [], labels: {} },
    toolchain: base,
    standIn: false,
    ...more,
  };
}

const parts = { service: "sample", recipe: "default", recipeSummary: "", missing: [], reference: undefined };
const compare = (images: ImageView[], reference?: string) =>
  toComparison({ ...parts, images: images.map((each) => ({ image: each })), reference });

describe("chooseReference", () => {
  const images = [image("scratch", []), image("distroless-cc", []), image("debian-slim", [])];
  it("takes what was asked for, by id or by variant", () => {
    expect(chooseReference(images, "sha256:scratch")?.variant).toBe("scratch");
    expect(chooseReference(images, "debian-slim")?.variant).toBe("debian-slim");
  });
  it("takes distroless-cc, then the first, where that is not there", () => {
    expect(chooseReference(images, undefined)?.variant).toBe("distroless-cc");
    expect(chooseReference(images, "alpine")?.variant).toBe("distroless-cc");
    expect(chooseReference(images.slice(2), undefined)?.variant).toBe("debian-slim");
    expect(chooseReference([], undefined)).toBeUndefined();
  });
});

describe("toDelta", () => {
  it("has bytes and ratio, and no ratio against nothing", () => {
    expect(toDelta(50, 200)).toEqual({ bytes: -150, ratio: -0.75 });
    expect(toDelta(50, 0)).toEqual({ bytes: 50 });
  });
});

describe("toPullBytes", () => {
  it("counts what the host lacks, once", () => {
    const held = image("distroless-cc", [["a", 10]]);
    const pulled = image("base-nossl", [
      ["a", 10],
      ["b", 40],
      ["b", 40],
    ]);
    expect(toPullBytes(pulled, held)).toBe(20);
    expect(toPullBytes(held, held)).toBe(0);
  });
});

describe("findSharedDiffIds", () => {
  it("needs two images; one that has a layer twice does not count", () => {
    const one = image("scratch", [
      ["a", 1],
      ["a", 1],
    ]);
    const two = image("alpine", [
      ["b", 1],
      ["c", 1],
    ]);
    expect(findSharedDiffIds([one, two])).toEqual([]);
    expect(findSharedDiffIds([one, two, image("debian-slim", [["c", 1]])])).toEqual(["c"]);
  });
});

describe("toComparison", () => {
  it("marks one reference and gives every column its deltas against it", () => {
    const { columns, referenceImageId } = compare([
      image("scratch", [["a", 10]]),
      image("distroless-cc", [["b", 40]]),
    ]);
    expect(referenceImageId).toBe("sha256:distroless-cc");
    expect(columns.map((column) => column.isReference)).toEqual([false, true]);
    expect(columns[0]).toMatchObject({
      sizeDelta: { bytes: -30, ratio: -0.75 },
      compressedDelta: { bytes: -15, ratio: -0.75 },
      pullBesideReferenceBytes: 5,
    });
  });

  it("says what weakens it: stand-ins by role, differing sources, images that are gone", () => {
    const standIn = { role: "alpine", reference: "x", digest: "y", origin: "stand-in" } as const;
    const { notes } = compare([
      image("alpine", [["a", 1]], { base: standIn, sourceDigest: "sha256:other" }),
      image("scratch", [["b", 1]], { removedAt: "2026-01-02T00:00:00.000Z" }),
    ]);
    expect(notes).toEqual({
      standIns: ["alpine"],
      differingSources: true,
      removedImages: ["sha256:scratch"],
    });
  });

  it("is empty without images", () => {
    expect(compare([])).toMatchObject({ columns: [], referenceImageId: "", sharedDiffIds: [] });
  });
});
