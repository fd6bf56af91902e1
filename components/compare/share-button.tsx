"use client";

import { Button } from "@/components/ui/button.tsx";
import { latePart } from "@/components/ui/late-part.tsx";
import { useLateDialog } from "@/components/ui/use-late-dialog.ts";
import type { ShareSubject } from "./share-dialog.tsx";

const ShareDialog = latePart(() => import("./share-dialog.tsx").then((module) => module.ShareDialog));

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
