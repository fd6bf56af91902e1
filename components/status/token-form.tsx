"use client";

import { type FormEvent, useState } from "react";
import { z } from "zod";
import { callApi, notifyFailure } from "@/components/runs/call-api.ts";
import { Button } from "@/components/ui/button.tsx";
import { Input, Label } from "@/components/ui/field.tsx";
import { notify } from "@/components/ui/toast.tsx";

/** Gives this browser the server's token, as a cookie that no script can read. */
export function TokenForm() {
  const [token, setToken] = useState("");
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    try {
      await callApi(z.undefined(), "/session", { method: "POST", body: { token: token.trim() } });
      setToken("");
      notify({ text: "This browser may now start and change things", detail: "for 30 days" });
    } catch (error) {
      notifyFailure(error);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <form onSubmit={submit} className="max-w-[420px]">
      <Label htmlFor="token-input">Token (IMAGE_DIET_TOKEN)</Label>
      <div className="flex gap-2">
        <Input
          id="token-input"
          type="password"
          autoComplete="current-password"
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <Button type="submit" disabled={isBusy || token.trim() === ""}>
          Use token
        </Button>
      </div>
    </form>
  );
}
