"use client";

import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";

/** Takes the newest commit of a service's repository. */
export function FetchSource({ service }: { service: string }) {
  const { isAsking, ask } = useAsk();
  return (
    <Button
      size="small"
      disabled={isAsking}
      aria-label={`Fetch the newest commit of ${service}`}
      onClick={() => ask(() => tellApi(`/services/${encodeURIComponent(service)}/fetch`, { method: "POST" }))}
    >
      {isAsking ? "Fetching…" : "Fetch newest commit"}
    </Button>
  );
}
