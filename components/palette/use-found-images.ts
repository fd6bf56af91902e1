"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import { callApi } from "@/components/api/call-api.ts";
import { type ListedImage, listedImage } from "@/lib/images/schemas-list.ts";

const answer = z.object({ images: z.array(listedImage) });
const SHORTEST = 2;
const PAUSE_MS = 150;

/** Images of every service that fit what is typed, once one stops typing; none where the server does not answer. */
export function useFoundImages(typed: string): readonly ListedImage[] {
  const words = typed.trim();
  const [found, setFound] = useState<{ words: string; images: ListedImage[] }>();
  useEffect(() => {
    if (words.length < SHORTEST) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const query = new URLSearchParams({ q: words, limit: "8" });
      callApi(answer, `/images?${query}`, { signal: stop.signal }).then(
        ({ images }) => setFound({ words, images }),
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);
  return found?.words === words ? found.images : [];
}
