/**
 * The last so many milliseconds, as a Prisma filter: what was put in then has a job that nobody could have looked at
 * yet. What is of the future was put in before the clock was set back.
 */
export function justNow(milliseconds: number): { gte: Date; lte: Date } {
  const now = Date.now();
  return { gte: new Date(now - milliseconds), lte: new Date(now) };
}
