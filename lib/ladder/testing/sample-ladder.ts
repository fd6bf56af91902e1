import type { LadderView, RungView } from "../schemas.ts";

/** A rung of this size; `compressedBytes` is half of it, the program a tenth. None where `sizeBytes` is undefined. */
export function sampleRung(
  id: string,
  sizeBytes: number | undefined,
  more: Partial<RungView> = {},
): RungView {
  const image = sizeBytes !== undefined && {
    imageId: `sha256:${id}`,
    sizeBytes,
    compressedBytes: sizeBytes / 2,
    breakdown: {
      baseBytes: sizeBytes * 0.9,
      binaryBytes: sizeBytes / 10,
      certificatesBytes: 0,
      otherBytes: 0,
    },
    builtAt: "2026-11-22T00:00:00.000Z",
    standIn: true,
    isCurrent: true,
  };
  return {
    id,
    title: id,
    change: "base",
    variant: "scratch",
    recipe: "default",
    recipeSummary: "as cargo does, with cargo-auditable",
    linkage: "static-musl",
    costs: [],
    published: [],
    ...(image ? { image } : {}),
    ...more,
  };
}

/** A rung after another: what it follows and what it is measured against are the same. */
export function sampleStep(id: string, sizeBytes: number, before: RungView, more: Partial<RungView> = {}) {
  const was = before.image?.sizeBytes ?? 0;
  return sampleRung(id, sizeBytes, {
    follows: before.id,
    step: {
      against: before.id,
      imageId: before.image?.imageId ?? "",
      bytes: sizeBytes - was,
      ratio: (sizeBytes - was) / was,
    },
    ...more,
  });
}

export function sampleLadder(rungs: RungView[]): LadderView {
  return {
    service: "sample",
    ladder: { id: "full", title: "Full ladder", summary: "every step" },
    rungs,
    missing: rungs.filter((rung) => !rung.image).map((rung) => rung.id),
  };
}
