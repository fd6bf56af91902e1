"use client";

import { useDeferredValue, useMemo, useState } from "react";
import type { LogStore } from "./log-store.ts";

export type LogSearch = {
  query: string;
  setQuery: (query: string) => void;
  /** Line numbers. */
  matches: readonly number[];
  /** 0-based place in matches of the one shown; -1 before the first step. */
  current: number;
  /** The line number gone to, if there is any match. */
  step: (direction: 1 | -1) => number | undefined;
};

/** Search over the lines that are there; `version` says when there are more. */
export function useLogSearch(store: LogStore, version: number): LogSearch {
  const [query, setQuery] = useState("");
  const [current, setCurrent] = useState(-1);
  const wanted = useDeferredValue(query);
  const seen = useDeferredValue(version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store changes in place; its version says when
  const matches = useMemo(() => store.search(wanted), [store, wanted, seen]);

  return {
    query,
    setQuery: (next) => {
      setQuery(next);
      setCurrent(-1);
    },
    matches,
    current: Math.min(current, matches.length - 1),
    step: (direction) => {
      if (matches.length === 0) return undefined;
      const next =
        (Math.max(current, direction === 1 ? -1 : 0) + direction + matches.length) % matches.length;
      setCurrent(next);
      return matches[next];
    },
  };
}
