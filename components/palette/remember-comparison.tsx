"use client";

import { useEffect } from "react";
import { rememberComparison } from "./recent-comparisons.ts";

/** Draws nothing: the palette offers this comparison again. */
export function RememberComparison({ query }: { query: string }) {
  useEffect(() => {
    rememberComparison(() => window.localStorage, { query, at: new Date().toISOString() });
  }, [query]);
  return null;
}
