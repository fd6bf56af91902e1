import { afterEach, describe, expect, it, vi } from "vitest";
import { PREVIEW, renderPng } from "@/components/social/render-png.tsx";
import { sampleComparison, THREE } from "@/lib/compare/testing/sample-comparison.ts";
import { type Card, toComparisonCard, toImageCard, toRevokedCard } from "@/lib/social/to-card.ts";

const sample = sampleComparison(THREE, "distroless-cc");
const look = { measure: "uncompressed", unit: "MB" } as const;

/** Width and height as the PNG's own header has them; the test fails where it is no PNG. */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

afterEach(() => vi.unstubAllGlobals());

describe("the preview picture", () => {
  const cards: [string, Card][] = [
    ["a comparison", toComparisonCard(sample, look)],
    ["an empty one", toComparisonCard({ ...sample, columns: [] }, look)],
    [
      "a long and foreign title",
      toComparisonCard(sample, { ...look, title: `${"Größe 🎉 画像 <b>&\u0000 ".repeat(20)}` }),
    ],
    ["a revoked snapshot", toRevokedCard()],
    ...sample.columns.slice(0, 1).map(({ image }): [string, Card] => ["an image", toImageCard(image)]),
  ];

  it.each(cards)(
    "of %s is a PNG of the size that previews have, made without the network",
    async (_, card) => {
      const asked: string[] = [];
      const real = globalThis.fetch;
      vi.stubGlobal("fetch", (address: string | URL, init?: RequestInit) => {
        if (/^https?:/.test(String(address))) asked.push(String(address));
        return real(address, init);
      });
      const png = await renderPng(card);
      expect(sizeOf(png)).toEqual(PREVIEW);
      expect(asked).toEqual([]);
    },
  );

  it("is the same bytes for the same figures, and others for others", async () => {
    const [first, again] = await Promise.all([0, 1].map(() => renderPng(toComparisonCard(sample, look))));
    const other = await renderPng(toComparisonCard(sample, { ...look, unit: "MiB" }));
    expect(Buffer.from(first ?? []).equals(Buffer.from(again ?? []))).toBe(true);
    expect(Buffer.from(first ?? []).equals(Buffer.from(other))).toBe(false);
  });
});
