"use client";

import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { LineRange } from "./line-range.ts";
import type { LogStore } from "./log-store.ts";

export const LINE_PX = 19;

/** A place in the log that something outside asks for; a new object each time. */
export type LogTarget = { attempt: number; step?: number };

type Options = {
  store: LogStore;
  /** Changes when lines have come. */
  version: number;
  /** True while more lines may come. */
  isActive: boolean;
  /** The lines of the address; gone to once, as soon as they are there. */
  arrival: LineRange | undefined;
  target: LogTarget | undefined;
};

const MOST_FRAMES = 20;

/** Scrolls to a line, once more where the box had not yet its height: a busy browser lays it out some frames later. */
function goTo(virtualizer: Virtualizer<HTMLDivElement, Element>, index: number, frames = MOST_FRAMES): void {
  virtualizer.scrollToIndex(index, { align: "center" });
  if (frames === 0) return;
  requestAnimationFrame(() => {
    const { range } = virtualizer;
    const isThere = range !== null && range.startIndex <= index && index <= range.endIndex;
    if (!isThere) goTo(virtualizer, index, frames - 1);
  });
}

/** Which lines are drawn, and whether the end is followed: until the reader scrolls up, and again from the end on. */
export function useLogScroll({ store, version, isActive, arrival, target }: Options) {
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  /** Finds the wanted line as soon as it is there. */
  const wanted = useRef<() => number | undefined>(undefined);
  const [isFollowing, setIsFollowing] = useState(true);
  const virtualizer = useVirtualizer({
    count: store.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 40,
  });

  useEffect(() => {
    if (!arrival) return;
    wanted.current = () => (arrival.from <= store.count ? arrival.from : undefined);
    setIsFollowing(false);
  }, [arrival, store]);

  useEffect(() => {
    if (!target) return;
    wanted.current = () => store.firstLineOf(target.attempt, target.step);
    setIsFollowing(false);
  }, [target, store]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that lines have come, the others what is wanted
  useEffect(() => {
    const line = wanted.current?.();
    if (line !== undefined) {
      wanted.current = undefined;
      goTo(virtualizer, line - 1);
    } else if (isFollowing && isActive && store.count > 0) {
      virtualizer.scrollToIndex(store.count - 1, { align: "end" });
    }
  }, [version, arrival, target, isFollowing, isActive, store, virtualizer]);

  return {
    scroller,
    virtualizer,
    isFollowing,
    follow: () => setIsFollowing(true),
    show: (line: number) => {
      setIsFollowing(false);
      virtualizer.scrollToIndex(line - 1, { align: "center" });
    },
    onScroll: () => {
      const element = scroller.current;
      if (!element) return;
      const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < LINE_PX;
      if (isAtEnd) setIsFollowing(true);
      else if (element.scrollTop < lastTop.current - 1) setIsFollowing(false);
      lastTop.current = element.scrollTop;
    },
  };
}
