"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

/**
 * Turns the page where a Link is pressed, for all of them at once, and shows a hairline above the top bar while the page
 * behind it is on its way.
 */
export function FollowLinks() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = isPlain(event) ? findLink(event.target) : undefined;
      if (!link) return;
      event.preventDefault();
      startTransition(() => router.push(link.href, { scroll: link.dataset.link === "page" }));
    };
    // After React's own listener, which stands there too: what a component has done with the press is known by then.
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [router]);
  if (!isPending) return null;
  return (
    <span role="status" className="fixed inset-x-0 top-0 z-50 h-0.5 bg-accent motion-safe:animate-skeleton">
      <span className="sr-only">Loading</span>
    </span>
  );
}

/** Not one that asks for another tab, a window or a file, and none that somebody has answered. */
function isPlain({ defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return !(defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey);
}

function findLink(target: EventTarget | null): HTMLAnchorElement | undefined {
  const link = target instanceof Element ? target.closest("a[data-link]") : null;
  return link instanceof HTMLAnchorElement ? link : undefined;
}
