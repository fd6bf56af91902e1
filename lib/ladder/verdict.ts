import type { LadderView, RungView } from "./schemas.ts";

/** What a ladder comes to, in figures: bytes are uncompressed. */
export type LadderVerdict = {
  from: RungView;
  to: RungView;
  shedBytes: number;
  /** Of the size that it started from, 0..1. */
  ratio: number;
  /** The step that took most, and its share of all that was shed. */
  largest: { rung: RungView; share: number } | undefined;
};

const ENOUGH = 3;

/**
 * How much a ladder takes off between its first and its smallest measured rung. The naive image is where it starts only
 * where there is little else: it would dwarf every other step. Undefined where nothing is shed.
 */
export function toLadderVerdict({ rungs }: LadderView): LadderVerdict | undefined {
  const measured = rungs.filter((rung) => rung.image);
  const others = measured.filter((rung) => rung.variant !== "naive");
  const counted = others.length >= ENOUGH ? others : measured;
  const [from] = counted;
  const to = counted.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
  if (!from || !to || sizeOf(to) >= sizeOf(from)) return undefined;
  const shedBytes = sizeOf(from) - sizeOf(to);
  const ids = new Set(counted.map((rung) => rung.id));
  const largest = counted
    .filter((rung) => rung.step && ids.has(rung.step.against) && rung.step.bytes < 0)
    .toSorted((a, b) => (a.step?.bytes ?? 0) - (b.step?.bytes ?? 0))[0];
  return {
    from,
    to,
    shedBytes,
    ratio: shedBytes / sizeOf(from),
    largest: largest && { rung: largest, share: Math.min(1, -(largest.step?.bytes ?? 0) / shedBytes) },
  };
}

function sizeOf(rung: RungView): number {
  return rung.image?.sizeBytes ?? 0;
}
