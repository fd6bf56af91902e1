"use client";

import { type FormEvent, useState } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Input, Label } from "@/components/ui/field.tsx";
import { notify } from "@/components/ui/toast.tsx";

/** Gives this browser the server's token, as a cookie that no script can read. */
export function TokenForm() {
  const [token, setToken] = useState("");
  const { isAsking, ask } = useAsk({ redraws: false });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void ask(async () => {
      await tellApi("/session", { method: "POST", body: { token: token.trim() } });
      setToken("");
      notify({ text: "This browser may now start and change things", detail: "for 30 days" });
    });
  };

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
        <Button type="submit" disabled={isAsking || token.trim() === ""}>
          Use token
        </Button>
      </div>
    </form>
  );
}
