"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { ApiError, notifyFailure } from "./call-api.ts";

/** What the server says is wrong with one field of a form. */
export type FieldProblem = { field: string; message: string };

type Ask = {
  /** True while the call is on its way: its button waits. */
  isAsking: boolean;
  ask: (call: () => Promise<unknown>) => Promise<void>;
  /** Why the last call was refused, where it was about one of the `fields`. */
  problem: FieldProblem | undefined;
};

const NO_FIELDS: readonly string[] = [];

/**
 * Asks the server for something, then draws the page again. A failure is said in a toast; one that is about one of
 * `fields` (name the same array each time) is handed back instead, to be said beside it.
 */
export function useAsk({
  redraws = true,
  fields = NO_FIELDS,
}: {
  redraws?: boolean;
  fields?: readonly string[];
} = {}): Ask {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<FieldProblem>();
  const ask = useCallback<Ask["ask"]>(
    async (call) => {
      setIsAsking(true);
      setProblem(undefined);
      try {
        await call();
        if (redraws) router.refresh();
      } catch (error) {
        const found = error instanceof ApiError ? findProblem(error, fields) : undefined;
        if (found) setProblem(found);
        else notifyFailure(error);
      } finally {
        setIsAsking(false);
      }
    },
    [router, redraws, fields],
  );
  return { isAsking, ask, problem };
}

function findProblem({ field, message }: ApiError, fields: readonly string[]): FieldProblem | undefined {
  return field !== undefined && fields.includes(field) ? { field, message } : undefined;
}
