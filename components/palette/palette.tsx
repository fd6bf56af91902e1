"use client";

import { Command } from "cmdk";
import { useEffect, useState } from "react";
import type { Openable } from "@/components/ui/late-part.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { ALWAYS, directEntry, loadEntries, toRecentGroup, withFound } from "./entries.ts";
import type { Entry, EntryGroup, PickedImage } from "./entry.ts";
import { togglePicked, toPickGroups } from "./picking.ts";
import { readRecent } from "./recent-comparisons.ts";
import { useDeed } from "./use-deed.ts";
import { useFound } from "./use-found.ts";

const ITEM =
  "flex cursor-pointer items-center gap-2.5 rounded-control px-2.5 py-2 text-ink data-[selected=true]:bg-sunken data-[selected=true]:shadow-[inset_2px_0_var(--accent)]";

/** All that can be gone to or done, found by typing: images, runs, snapshots, services, places, digests, commits. */
export function Palette({ isOpen, setOpen }: Openable) {
  const perform = useDeed();
  const [typed, setTyped] = useState("");
  const [groups, setGroups] = useState<EntryGroup[]>([]);
  /** While images are picked: those that are. */
  const [picked, setPicked] = useState<PickedImage[]>();
  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    void loadEntries().then((loaded) => {
      const recent = toRecentGroup(readRecent(() => window.localStorage));
      if (isWanted) setGroups([...loaded.slice(0, 1), recent, ...loaded.slice(1)]);
    });
    return () => {
      isWanted = false;
    };
  }, [isOpen]);

  function close() {
    setOpen(false);
    setTyped("");
    setPicked(undefined);
  }

  function choose({ deed, picks }: Entry) {
    if (deed.kind === "pick") setPicked(deed.first ? [deed.first] : []);
    else if (picked && picks) setPicked(togglePicked(picked, picks));
    else {
      close();
      perform(deed);
      return;
    }
    setTyped("");
  }

  const found = useFound(isOpen ? typed : "");
  const direct = directEntry(typed);
  const all = withFound(groups, typed, found);
  const shown: EntryGroup[] = picked
    ? toPickGroups(all, picked, typed)
    : [{ title: "Found", entries: direct ? [direct] : [] }, ...all, ALWAYS];
  return (
    <Command.Dialog
      open={isOpen}
      onOpenChange={(opens) => (opens ? setOpen(true) : close())}
      label="Search or run a command"
      overlayClassName="fixed inset-0 z-40 bg-scrim"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[min(600px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-dialog border border-rule-2 bg-raised text-body text-ink-2 shadow-float"
    >
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        placeholder={
          picked
            ? "Pick images of one service: variant, digest or commit"
            : "Variant, digest, commit, run, snapshot, page or command"
        }
        className="w-full border-rule border-b bg-transparent px-4 py-3.5 text-ink text-lead -outline-offset-2 placeholder:text-ink-3"
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
                <Item
                  key={entry.id}
                  entry={entry}
                  isPicked={picked?.some(({ imageId }) => imageId === entry.picks?.imageId)}
                  onSelect={() => choose(entry)}
                />
              ))}
            </Command.Group>
          ),
        )}
      </Command.List>
      <p className="flex gap-4 border-rule border-t px-4 py-2.5 text-axis text-ink-3">
        <span>↑ ↓ move</span>
        <span>{picked ? "↵ pick" : "↵ open"}</span>
        <span>esc close</span>
        <span className="ml-auto">? all keys</span>
      </p>
    </Command.Dialog>
  );
}

function Item({
  entry,
  isPicked,
  onSelect,
}: {
  entry: Entry;
  /** Only while images are picked. */
  isPicked: boolean | undefined;
  onSelect: () => void;
}) {
  return (
    <Command.Item
      value={`${entry.label} ${entry.id}`}
      keywords={entry.keywords}
      onSelect={onSelect}
      className={ITEM}
    >
      {entry.variant ? <VariantGlyph variant={entry.variant} /> : null}
      <span className={entry.variant ? "font-medium" : undefined}>{entry.label}</span>
      {isPicked ? <b className="font-medium text-accent text-axis">picked</b> : null}
      <small className="ml-auto text-axis text-ink-3">{entry.hint}</small>
    </Command.Item>
  );
}
