"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useTransition,
} from "react";
import { z } from "zod";
import { callApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { runsAnswer } from "@/components/runs/run-answer.ts";
import { notify } from "@/components/ui/toast.tsx";
import { useRepeated } from "@/components/ui/use-repeated.ts";
import { isGoing } from "@/lib/job-status.ts";
import { type LadderView, ladderView } from "@/lib/ladder/schemas.ts";

const POLL_MS = 1_000;
/** While nothing is built: somebody else may begin. */
const LOOK_MS = 3_000;
const ladderAnswer = z.object({ ladder: ladderView });

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

function isClimbed(ladder: LadderView): boolean {
  return ladder.rungs.some(({ build }) => isGoing(build));
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
  const { isAsking: isStarting, ask } = useAsk({ redraws: false });
  useEffect(() => setLadder(rendered), [rendered]);
  const { service } = rendered;
  const id = rendered.ladder.id;

  const refresh = useCallback(async () => {
    const query = new URLSearchParams({ service, ladder: id });
    const answer = (await callApi(ladderAnswer, `/ladder?${query}`)).ladder;
    setLadder(answer);
    return answer;
  }, [service, id]);

  const look = async () => {
    const next = await refresh();
    if (imagesOf(next) !== imagesOf(rendered)) startTransition(() => router.refresh());
  };
  useRepeated(look, { everyMs: isClimbed(ladder) ? POLL_MS : LOOK_MS });

  const build = useCallback(
    () =>
      ask(async () => {
        const body = { service, ladder: id };
        const { runs } = await callApi(runsAnswer, "/ladder", { method: "POST", body });
        const count = runs.length;
        notify({
          text: count === 0 ? "Nothing is missing" : `Started ${count} run${count === 1 ? "" : "s"}`,
          state: count === 0 ? "up" : "running",
        });
        await refresh();
      }),
    [ask, service, id, refresh],
  );

  const value = useMemo(() => ({ ladder, blocked, isStarting, build }), [ladder, blocked, isStarting, build]);
  return <Context value={value}>{children}</Context>;
}
