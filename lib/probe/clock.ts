/**
 * The time of day in milliseconds with fractions, which runs on evenly: what an engine on this machine writes down can
 * be compared with it. Date alone ticks once a millisecond, and performance's origin is not corrected as the clock is.
 */
export function startClock(): () => number {
  const tick = Date.now();
  let now = Date.now();
  while (now === tick) now = Date.now();
  const offset = now - performance.now();
  return () => offset + performance.now();
}
