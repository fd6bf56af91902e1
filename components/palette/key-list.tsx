"use client";

import { Dialog, DialogPart } from "@/components/ui/dialog.tsx";
import type { Openable } from "@/components/ui/late-part.tsx";

const KEYS: [key: string, what: string][] = [
  ["Ctrl K, ⌘ K", "Search or run a command"],
  ["/", "Search on this page"],
  ["j", "Next row or build"],
  ["k", "Row or build before"],
  ["g c", "Go to the comparison; g h home, g r runs, g f findings, g t trends, g s status"],
  ["?", "This list"],
];

export function KeyList({ isOpen, setOpen }: Openable) {
  return (
    <Dialog title="All keys" open={isOpen} onOpenChange={setOpen}>
      <DialogPart>
        <dl>
          {KEYS.map(([key, what]) => (
            <div key={key} className="flex gap-6 border-rule border-b py-1.5">
              <dt className="w-28">
                <kbd className="rounded-tag border border-rule-2 px-1.5 py-0.5 text-ink">{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </DialogPart>
    </Dialog>
  );
}
