"use client";

import { useCallback, useEffect, useState } from "react";
import { extendLineRange, formatLineRange, type LineRange, parseLineRange } from "./line-range.ts";

export type ChosenLines = {
  range: LineRange | undefined;
  /** Where the reader came to by the address, as opposed to by a click: this is to be scrolled to. */
  arrival: LineRange | undefined;
  choose: (line: number, isExtending: boolean) => void;
};

/** The lines that the address names (`#L120-L140`); choosing others rewrites it without a new page. */
export function useLineRange(): ChosenLines {
  const [range, setRange] = useState<LineRange>();
  const [arrival, setArrival] = useState<LineRange>();

  useEffect(() => {
    const read = () => {
      const named = parseLineRange(window.location.hash);
      setRange(named);
      setArrival(named);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);

  const choose = useCallback(
    (line: number, isExtending: boolean) => {
      const next = extendLineRange(range, line, isExtending);
      setRange(next);
      const { pathname, search } = window.location;
      window.history.replaceState(null, "", `${pathname}${search}${formatLineRange(next)}`);
    },
    [range],
  );

  return { range, arrival, choose };
}
