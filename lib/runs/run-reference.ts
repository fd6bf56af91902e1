import { z } from "zod";

/** A run is named by its id or its number. */
export const runReference = z.union(
  [z.uuid(), z.string().regex(/^[1-9]\d{0,8}$/)],
  "is no run: give its id (a UUID) or its number",
);

/** The filter that finds a run by what runReference allows. */
export function whereRun(reference: string): { number: number } | { id: string } {
  return /^\d+$/.test(reference) ? { number: Number(reference) } : { id: reference };
}
