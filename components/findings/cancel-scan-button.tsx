"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { callApi, notifyFailure } from "@/components/runs/call-api.ts";
import { Button } from "@/components/ui/button.tsx";

/** Asks for a scan to stop, then draws the page again. */
export function CancelScanButton({ id }: { id: string }) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    try {
      await callApi(z.unknown(), `/scans/${id}/cancel`, { method: "POST" });
      router.refresh();
    } catch (error) {
      notifyFailure(error);
    } finally {
      setAsking(false);
    }
  };
  return (
    <Button size="small" look="quiet" disabled={isAsking} onClick={ask}>
      Cancel scan
    </Button>
  );
}
