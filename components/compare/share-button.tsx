"use client";

import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button.tsx";
import { useLateDialog } from "@/components/ui/use-late-dialog.ts";
import type { ShareSubject } from "./share-dialog.tsx";

const ShareDialog = dynamic(() => import("./share-dialog.tsx").then((module) => module.ShareDialog), {
  ssr: false,
});

/** Opens what can be shared: a link that follows later builds, or a copy that never changes. */
export function ShareButton(subject: ShareSubject) {
  const { isWanted, button, dialog } = useLateDialog();
  return (
    <>
      <Button {...button}>Share</Button>
      {isWanted ? <ShareDialog {...subject} {...dialog} /> : null}
    </>
  );
}
