"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { callApi, notifyFailure } from "@/components/runs/call-api.ts";
import { Button } from "@/components/ui/button.tsx";

/** Takes an acceptance back. */
export function RevokeButton({ id }: { id: string }) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const revoke = async () => {
    setAsking(true);
    try {
      await callApi(z.undefined(), `/suppressions/${id}`, { method: "DELETE" });
      router.refresh();
    } catch (error) {
      notifyFailure(error);
    } finally {
      setAsking(false);
    }
  };
  return (
    <Button size="small" look="quiet" disabled={isAsking} onClick={revoke}>
      Take back
    </Button>
  );
}
