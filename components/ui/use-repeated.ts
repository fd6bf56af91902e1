"use client";

import { useEffect, useEffectEvent } from "react";

/**
 * Does something again and again while the page is in sight, each time so long after the last was done, and the first
 * time after a pause too. What fails is tried again the next time. Nothing goes on once the page has left it.
 */
export function useRepeated(
  work: () => Promise<unknown>,
  { everyMs, isOn = true }: { everyMs: number; isOn?: boolean },
): void {
  const once = useEffectEvent(async () => {
    if (document.visibilityState === "visible") await work().catch(() => {});
  });
  useEffect(() => {
    if (!isOn) return;
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout>;
    const again = async () => {
      await once();
      if (!isLeft) timer = setTimeout(again, everyMs);
    };
    timer = setTimeout(again, everyMs);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [isOn, everyMs]);
}
