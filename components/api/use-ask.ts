"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { notifyFailure } from "./call-api.ts";

type Ask = {
  /** True while the call is on its way: its button waits. */
  isAsking: boolean;
  ask: (call: () => Promise<unknown>) => Promise<void>;
};

/** Asks the server for something, then draws the page again; a failure is said in a toast. */
export function useAsk({ redraws = true }: { redraws?: boolean } = {}): Ask {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const ask = useCallback<Ask["ask"]>(
    async (call) => {
      setIsAsking(true);
      try {
        await call();
        if (redraws) router.refresh();
      } catch (error) {
        notifyFailure(error);
      } finally {
        setIsAsking(false);
      }
    },
    [router, redraws],
  );
  return { isAsking, ask };
}
