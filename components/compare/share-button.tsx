"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import type { ShareSubject } from "./share-dialog.tsx";

// Dialogs are not part of the page's first load.
const ShareDialog = dynamic(() => import("./share-dialog.tsx").then((module) => module.ShareDialog), {
  ssr: false,
});

/** Opens what can be shared: a link that follows later builds, or a copy that never changes. */
export function ShareButton(subject: ShareSubject) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <>
      <Button
        ref={button}
        aria-haspopup="dialog"
        onClick={() => {
          setWasOpened(true);
          setOpen(true);
        }}
      >
        Share
      </Button>
      {wasOpened ? <ShareDialog {...subject} isOpen={isOpen} setOpen={setOpen} returnTo={button} /> : null}
    </>
  );
}
