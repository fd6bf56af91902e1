/** A share of a length, as CSS and SVG write it. */
export const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
