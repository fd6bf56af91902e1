"use client";

import { useEffect, useState } from "react";

/** The time in milliseconds: the server's until the page is alive, then ticking while `isTicking`. */
export function useNow(serverNowMs: number, isTicking: boolean): number {
  const [now, setNow] = useState(serverNowMs);
  useEffect(() => {
    if (!isTicking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
