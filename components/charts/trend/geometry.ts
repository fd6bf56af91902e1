/** Pixels that the drawn chart, its static twin and the labels around it have to agree on. */
export const PLOT_HEIGHT = 172;
/** Below the axis, where what nobody knows has its place. */
export const UNKNOWN_HEIGHT = 18;
/** Above the plot, where the numbers of changes stand. */
export const FLAG_HEIGHT = 18;
