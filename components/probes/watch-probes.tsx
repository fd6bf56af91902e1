"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { callApi } from "@/components/api/call-api.ts";
import { useRepeated } from "@/components/ui/use-repeated.ts";
import type { NewestProbe } from "@/lib/probes/schemas.ts";

const newestAnswer = () => import("./newest-answer.ts").then((module) => module.newestAnswer);
const LOOK_MS = 3_000;

function say(probes: readonly NewestProbe[]): string {
  return probes.map(({ id, status }) => `${id} ${status}`).join();
}

/** Draws the page again when a probe of its images begins, moves on or ends, whoever asked for it. */
export function WatchProbes({
  imageIds,
  newest,
}: {
  imageIds: readonly string[];
  /** As the page was drawn with. */
  newest: readonly NewestProbe[];
}) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const look = async () => {
    if (isPending) return;
    const { probes } = await callApi(newestAnswer, `/probes?images=${imageIds.join()}`);
    if (say(probes) !== say(newest)) startTransition(() => router.refresh());
  };
  useRepeated(look, { everyMs: LOOK_MS });
  return null;
}
