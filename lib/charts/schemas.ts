/** The charts that can be had as a file. */
export const CHART_IDS = ["weight", "layers", "findings", "exposure", "build"] as const;
export type ChartId = (typeof CHART_IDS)[number];
