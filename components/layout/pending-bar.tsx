"use client";

import { useLinkStatus } from "next/link";

/** Inside a Link: a hairline under the top bar while the page behind it is on its way. */
export function PendingBar() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span role="status" className="fixed inset-x-0 top-0 z-50 h-0.5 bg-accent motion-safe:animate-skeleton">
      <span className="sr-only">Loading</span>
    </span>
  );
}
