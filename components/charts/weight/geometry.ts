import { percent } from "../percent.ts";

/** Pixels that the drawn chart, its static twin and the rows beside it have to agree on. */
export const AXIS_HEIGHT = 26;
export const BAR_HEIGHT = 22;
/** A row's height where label, bar and readout stand side by side, and where they are stacked. */
export const ROW_HEIGHT = { beside: 52, stacked: 78 } as const;
/** Where a bar's middle lies in its row. */
export const BAR_MIDDLE = { beside: 26, stacked: 62 } as const;

/** A value in the ruler's unit as a percentage of its length. */
export function percentPlace(max: number): (value: number) => string {
  return (value) => percent(value / max);
}
