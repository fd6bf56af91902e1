/** A ruler's marks. Pure: numbers in, numbers out. */

export type RulerTick = { value: number; level: "major" | "half" | "minor" };
export type Ruler = {
  /** Where the ruler ends, in the same unit as the values. */
  max: number;
  step: number;
  ticks: RulerTick[];
  majors: number[];
};

const FEWEST_MAJORS = 4;

/** The step of 1, 2 or 5 times a power of ten that gives about five to ten labelled ticks up to `max`. */
export function rulerStep(max: number): number {
  const power = 10 ** Math.floor(Math.log10(max));
  const step = [1, 0.5, 0.2, 0.1].find((factor) => max / (power * factor) >= FEWEST_MAJORS);
  return power * (step ?? 0.1);
}

/**
 * Labelled ticks, half ticks and tenths from 0 to a little beyond `largest` (`room` is the share left free at
 * the end, for labels). Values are in whatever unit `largest` is in; an empty chart gets a ruler of one unit.
 */
export function toRuler(largest: number, room = 0.09): Ruler {
  const wanted = largest > 0 ? largest * (1 + room) : 1;
  const step = rulerStep(wanted);
  const minor = step / 10;
  const count = Math.ceil(wanted / minor - 1e-9);
  const ticks: RulerTick[] = [];
  for (let index = 0; index <= count; index += 1) {
    const level = index % 10 === 0 ? "major" : index % 5 === 0 ? "half" : "minor";
    ticks.push({ value: Number((index * minor).toPrecision(12)), level });
  }
  return {
    max: Number((count * minor).toPrecision(12)),
    step,
    ticks,
    majors: ticks.filter((tick) => tick.level === "major").map((tick) => tick.value),
  };
}

/** A tick's label without needless decimals: `0`, `20`, `0.5`. */
export function formatTick(value: number, step: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return value === 0 ? "0" : value.toFixed(decimals);
}
