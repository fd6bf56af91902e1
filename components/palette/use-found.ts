"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import { callApi } from "@/components/api/call-api.ts";
import { type ListedImage, listedImage } from "@/lib/images/schemas-list.ts";
import { type SnapshotView, snapshotView } from "@/lib/snapshots/schemas.ts";

export type Found = { images: readonly ListedImage[]; snapshots: readonly SnapshotView[] };

const imagesAnswer = z.object({ images: z.array(listedImage) });
const snapshotsAnswer = z.object({ snapshots: z.array(snapshotView) });
const NOTHING: Found = { images: [], snapshots: [] };
const SHORTEST = 2;
const PAUSE_MS = 150;

/** Images of every service and snapshots that fit what is typed, once one stops typing; none where the server is silent. */
export function useFound(typed: string): Found {
  const words = typed.trim();
  const [found, setFound] = useState<Found & { words: string }>();
  useEffect(() => {
    if (words.length < SHORTEST) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ q: words, limit: "8" });
      const [images, snapshots] = await Promise.allSettled([
        callApi(imagesAnswer, `/images?${query}`, { signal: stop.signal }),
        callApi(snapshotsAnswer, `/snapshots?${query}`, { signal: stop.signal }),
      ]);
      if (stop.signal.aborted) return;
      setFound({
        words,
        images: images.status === "fulfilled" ? images.value.images : [],
        snapshots: snapshots.status === "fulfilled" ? snapshots.value.snapshots : [],
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);
  return found?.words === words ? found : NOTHING;
}
