"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react";
import { useAsk } from "@/components/api/use-ask.ts";
import { callRun } from "@/components/runs/call-run.ts";
import { usePolledRun } from "@/components/runs/use-polled-run.ts";
import { notify } from "@/components/ui/toast.tsx";
import { isGoing } from "@/lib/job-status.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { useOthersRuns } from "./use-others-runs.ts";

type Rebuild = {
  /** The run that this page follows: going, or ended since the page was opened. */
  run: RunView | undefined;
  /** Why nothing can be built now, in one sentence. */
  blocked: string | undefined;
  isStarting: boolean;
  start: (variants?: readonly VariantId[], options?: { force?: boolean }) => Promise<void>;
  cancel: () => Promise<void>;
  dismiss: () => void;
};

const Context = createContext<Rebuild | undefined>(undefined);

/** What the page builds; undefined on pages that build nothing. */
export function useRebuild(): Rebuild | undefined {
  return useContext(Context);
}

/** Polls one run and tells what it learns. */
function Follow({ run, onChange }: { run: RunView; onChange: (run: RunView) => void }) {
  const polled = usePolledRun(run).run;
  useEffect(() => onChange(polled), [polled, onChange]);
  return null;
}

/** Starts and follows runs of one service and recipe; figures are fetched again whenever a build ends. */
export function RebuildProvider({
  service,
  recipe,
  going,
  newest,
  blocked,
  children,
}: {
  service: string;
  recipe: string;
  going: RunView | undefined;
  /** The number of the newest run that the page was drawn with: a higher one is news. */
  newest?: number | undefined;
  blocked: string | undefined;
  children: ReactNode;
}) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [run, setRun] = useState(going);
  const { isAsking: isStarting, ask: askToStart } = useAsk({ redraws: false });
  const { ask: askToCancel } = useAsk({ redraws: false });
  const ended = useRef(run?.builds.filter((build) => !isGoing(build)).length ?? 0);

  // Somebody else may have started a run since this page was drawn.
  const goingId = going?.id;
  useEffect(() => {
    if (going && goingId)
      setRun((known) => (known && (isGoing(known) || known.id === goingId) ? known : going));
  }, [goingId, going]);

  const learn = useCallback(
    (next: RunView) => {
      setRun((known) => (known?.id === next.id ? next : known));
      const count = next.builds.filter((build) => !isGoing(build)).length;
      if (count === ended.current) return;
      ended.current = count;
      startTransition(() => router.refresh());
    },
    [router],
  );

  const follow = useCallback((next: RunView) => {
    ended.current = 0;
    setRun(next);
  }, []);
  useOthersRuns({ service, recipe, newest }, run, follow);

  const start = useCallback<Rebuild["start"]>(
    (variants, options) =>
      askToStart(async () => {
        const body = { service, recipe, ...(variants ? { variants } : {}), ...(options ?? {}) };
        const answer = await callRun("/runs", { method: "POST", body });
        setRun((known) => {
          if (known?.id === answer.id && isGoing(answer))
            notify({
              text: `Joined run ${answer.number}, which is going already`,
              state: "running",
              action: { label: "Open", href: `/runs/${answer.id}` },
            });
          return answer;
        });
        ended.current = 0;
      }),
    [askToStart, service, recipe],
  );

  const id = run?.id;
  const cancel = useCallback(async () => {
    if (!id) return;
    await askToCancel(async () => setRun(await callRun(`/runs/${id}/cancel`, { method: "POST", body: {} })));
  }, [askToCancel, id]);
  const dismiss = useCallback(() => setRun(undefined), []);

  const value = useMemo(
    () => ({ run, blocked, isStarting, start, cancel, dismiss }),
    [run, blocked, isStarting, start, cancel, dismiss],
  );
  return (
    <Context value={value}>
      {run ? <Follow key={run.id} run={run} onChange={learn} /> : null}
      {children}
    </Context>
  );
}
