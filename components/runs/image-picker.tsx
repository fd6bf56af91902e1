"use client";

import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";

type Picked = { images: Set<string>; services: Set<string> };

/** As many columns as can be read side by side; the API refuses more. */
const MOST = 12;

/** What keeps these images from being compared; nothing where they can be. */
export function whyNotComparable({ images, services }: Picked): string | undefined {
  if (services.size > 1) return "They are of two services; compare one service’s.";
  if (images.size < 2) return "Tick one more image.";
  if (images.size > MOST) return `At most ${MOST} images fit side by side.`;
  return undefined;
}

/** A form around a list whose boxes name images: it leads to their comparison. Its button works without JavaScript. */
export function ImagePicker({ children }: { children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null);
  const [picked, setPicked] = useState<Picked>({ images: new Set(), services: new Set() });
  const why = whyNotComparable(picked);
  const count = picked.images.size;

  function read() {
    const boxes = [...(form.current?.querySelectorAll<HTMLInputElement>("input[name=images]:checked") ?? [])];
    setPicked({
      images: new Set(boxes.map((box) => box.value)),
      services: new Set(boxes.map((box) => box.dataset.service ?? "")),
    });
  }

  return (
    <form ref={form} action="/compare" onChange={read} onReset={() => setTimeout(read)}>
      {children}
      <div
        data-screen-only=""
        className="sticky bottom-0 z-10 flex flex-wrap items-center gap-3 border-rule border-t bg-bg py-3 text-caption"
      >
        <Button
          type="submit"
          disabled={count > 0 && why !== undefined}
          look={count > 1 ? "primary" : "default"}
        >
          Compare ticked images
        </Button>
        <span aria-live="polite" className="text-ink-3">
          {count === 0
            ? "Tick two or more images above: of one run, of several, in any mix."
            : `${count} ticked. ${why ?? ""}`}
        </span>
        {count > 0 ? (
          <Button type="reset" look="quiet" size="small">
            Clear
          </Button>
        ) : null}
      </div>
    </form>
  );
}
