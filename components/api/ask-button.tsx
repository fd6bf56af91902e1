"use client";

import { Button } from "@/components/ui/button.tsx";
import { tellApi } from "./call-api.ts";
import { useAsk } from "./use-ask.ts";

type Props = { path: string; method?: "POST" | "DELETE"; body?: object; children: string };

/** One call of the API behind a quiet button; the page is drawn again when it is answered. */
export function AskButton({ path, method = "POST", body, children }: Props) {
  const { isAsking, ask } = useAsk();
  return (
    <Button
      size="small"
      look="quiet"
      disabled={isAsking}
      onClick={() => ask(() => tellApi(path, { method, body }))}
    >
      {children}
    </Button>
  );
}
