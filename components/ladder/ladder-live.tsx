"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  useTransition,
} from "react";
import { z } from "zod";
import { callApi, notifyFailure } from "@/components/runs/call-api.ts";
import { notify } from "@/components/ui/toast.tsx";
import { type LadderView, ladderView } from "@/lib/ladder/schemas.ts";
import { runView } from "@/lib/runs/schemas.ts";

const POLL_MS = 1_000;
const ladderAnswer = z.object({ ladder: ladderView });
const runsAnswer = z.object({ runs: z.array(runView) });

type Live = {
  ladder: LadderView;
  /** Why nothing can be built now, in one sentence. */
  blocked: string | undefined;
  isStarting: boolean;
  build: () => Promise<void>;
};

const Context = createContext<Live | undefined>(undefined);

/** The ladder of this page as it is now. */
export function useLadder(): Live | undefined {
  return useContext(Context);
}

function isGoing(ladder: LadderView): boolean {
  return ladder.rungs.some(({ build }) => build?.status === "queued" || build?.status === "running");
}

function imagesOf(ladder: LadderView): string {
  return ladder.rungs.map((rung) => rung.image?.imageId ?? "").join();
}

/** Follows the builds of a ladder's rungs; figures are fetched again whenever one brings an image. */
export function LadderLive({
  ladder: rendered,
  blocked,
  children,
}: {
  ladder: LadderView;
  blocked: string | undefined;
  children: ReactNode;
}) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [ladder, setLadder] = useState(rendered);
  const [isStarting, setIsStarting] = useState(false);
  useEffect(() => setLadder(rendered), [rendered]);
  const { service } = rendered;
  const id = rendered.ladder.id;

  const refresh = useCallback(async () => {
    const query = new URLSearchParams({ service, ladder: id });
    const answer = (await callApi(ladderAnswer, `/ladder?${query}`)).ladder;
    setLadder(answer);
    return answer;
  }, [service, id]);

  const poll = useEffectEvent(async () => {
    if (document.visibilityState !== "visible") return;
    try {
      const next = await refresh();
      if (imagesOf(next) !== imagesOf(rendered)) startTransition(() => router.refresh());
    } catch {
      // what is shown is what was last known; the next look may answer
    }
  });
  const going = isGoing(ladder);
  useEffect(() => {
    if (!going) return;
    let timer: ReturnType<typeof setTimeout>;
    const again = async () => {
      await poll();
      timer = setTimeout(again, POLL_MS);
    };
    timer = setTimeout(again, POLL_MS);
    return () => clearTimeout(timer);
  }, [going]);

  const build = useCallback(async () => {
    setIsStarting(true);
    try {
      const body = { service, ladder: id };
      const { runs } = await callApi(runsAnswer, "/ladder", { method: "POST", body });
      const count = runs.length;
      notify({
        text: count === 0 ? "Nothing is missing" : `Started ${count} run${count === 1 ? "" : "s"}`,
        state: count === 0 ? "up" : "running",
      });
      await refresh();
    } catch (error) {
      notifyFailure(error);
    } finally {
      setIsStarting(false);
    }
  }, [service, id, refresh]);

  const value = useMemo(() => ({ ladder, blocked, isStarting, build }), [ladder, blocked, isStarting, build]);
  return <Context value={value}>{children}</Context>;
}
