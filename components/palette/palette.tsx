"use client";

import { Command } from "cmdk";
import { useEffect, useState } from "react";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { ALWAYS, directEntry, loadEntries, toRecentGroup, withFound } from "./entries.ts";
import type { Deed, Entry, EntryGroup } from "./entry.ts";
import { readRecent } from "./recent-comparisons.ts";
import { useDeed } from "./use-deed.ts";
import { useFoundImages } from "./use-found-images.ts";

const ITEM =
  "flex cursor-pointer items-center gap-2.5 rounded-control px-2.5 py-2 text-ink data-[selected=true]:bg-sunken data-[selected=true]:shadow-[inset_2px_0_var(--accent)]";

/** All that can be gone to or done, found by typing: images, runs, snapshots, services, places, digests, commits. */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const perform = useDeed();
  const [typed, setTyped] = useState("");
  const [groups, setGroups] = useState<EntryGroup[]>([]);
  useEffect(() => {
    if (!open) return;
    let isWanted = true;
    void loadEntries().then((loaded) => {
      const recent = toRecentGroup(readRecent(() => window.localStorage));
      if (isWanted) setGroups([...loaded.slice(0, 1), recent, ...loaded.slice(1)]);
    });
    return () => {
      isWanted = false;
    };
  }, [open]);

  function choose(deed: Deed) {
    onOpenChange(false);
    setTyped("");
    perform(deed);
  }

  const found = useFoundImages(open ? typed : "");
  const direct = directEntry(typed);
  const shown: EntryGroup[] = [
    { title: "Found", entries: direct ? [direct] : [] },
    ...withFound(groups, typed, found),
    ALWAYS,
  ];
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpenChange}
      label="Search or run a command"
      overlayClassName="fixed inset-0 z-40 bg-scrim"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[min(600px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-dialog border border-rule-2 bg-raised text-body text-ink-2 shadow-float"
    >
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        placeholder="Variant, digest, commit, run, snapshot, page or command"
        className="w-full border-rule border-b bg-transparent px-4 py-3.5 text-ink text-lead outline-none placeholder:text-ink-3"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-2.5 py-6 text-center text-ink-3">
          Nothing is called that. A digest or commit is found by its first four or more hex digits.
        </Command.Empty>
        {shown.map(({ title, entries }) =>
          entries.length === 0 ? null : (
            <Command.Group
              key={title}
              heading={title}
              className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-axis [&_[cmdk-group-heading]]:text-ink-3"
            >
              {entries.map((entry) => (
                <Item key={entry.id} entry={entry} onSelect={() => choose(entry.deed)} />
              ))}
            </Command.Group>
          ),
        )}
      </Command.List>
      <p className="flex gap-4 border-rule border-t px-4 py-2.5 text-axis text-ink-3">
        <span>↑ ↓ move</span>
        <span>↵ open</span>
        <span>esc close</span>
        <span className="ml-auto">? all keys</span>
      </p>
    </Command.Dialog>
  );
}

function Item({ entry, onSelect }: { entry: Entry; onSelect: () => void }) {
  return (
    <Command.Item
      value={`${entry.label} ${entry.id}`}
      keywords={entry.keywords}
      onSelect={onSelect}
      className={ITEM}
    >
      {entry.variant ? <VariantGlyph variant={entry.variant} /> : null}
      <span className={entry.variant ? "font-medium" : undefined}>{entry.label}</span>
      <small className="ml-auto text-axis text-ink-3">{entry.hint}</small>
    </Command.Item>
  );
}
