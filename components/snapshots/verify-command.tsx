"use client";

import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button.tsx";

/** A command that anybody can run to see that the bytes are those that were frozen. */
export function VerifyCommand({ slug, digest }: { slug: string; digest: string }) {
  const [origin, setOrigin] = useState("http://127.0.0.1:3000");
  useEffect(() => setOrigin(window.location.origin), []);
  const sum = digest.replace("sha256:", "");
  const command = `curl -fsS ${origin}/api/v1/snapshots/${slug}/export | sha256sum`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-start gap-2">
        <pre className="mono min-w-0 flex-1 overflow-x-auto rounded-control border border-rule bg-plate px-3 py-2 text-ink">
          {command}
        </pre>
        <CopyButton text={command} said="Command copied">
          Copy command
        </CopyButton>
      </div>
      <p className="text-caption text-ink-3">
        It prints <code className="mono break-all text-ink-2">{sum}</code> as long as nobody changed a byte.
      </p>
    </div>
  );
}
