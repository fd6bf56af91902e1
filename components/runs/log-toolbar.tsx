"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Input } from "@/components/ui/field.tsx";
import { formatCount } from "@/lib/format.ts";
import { formatLineRange, type LineRange } from "./line-range.ts";
import type { LogSearch } from "./use-log-search.ts";

/** Above the log: how much there is, what is chosen, search, link and raw text. */
export function LogToolbar({
  lineCount,
  range,
  search,
  onFound,
  permalink,
  rawHref,
}: {
  lineCount: number;
  range: LineRange | undefined;
  search: LogSearch;
  onFound: (line: number) => void;
  /** The page with this build chosen, without a line. */
  permalink: string;
  rawHref: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  useSlash(() => input.current?.focus());

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape") search.setQuery("");
    if (event.key !== "Enter") return;
    event.preventDefault();
    const line = search.step(event.shiftKey ? -1 : 1);
    if (line !== undefined) onFound(line);
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-rule border-b py-[7px] pr-2 pl-3.5 text-caption">
      <b>Log</b>
      <span className="text-ink-3">{countLines(lineCount)}</span>
      {range ? (
        <a href={formatLineRange(range)}>
          {range.from === range.to ? `L${range.from}` : `L${range.from}–L${range.to}`} selected
        </a>
      ) : null}
      <div data-screen-only="" className="flex w-full items-center gap-1.5 md:ml-auto md:w-auto">
        <Input
          ref={input}
          type="search"
          value={search.query}
          onChange={(event) => search.setQuery(event.target.value)}
          onKeyDown={onKeyDown}
          aria-label="Search in the log; Enter goes to the next match"
          placeholder="Search"
          className="h-8 min-w-0 flex-1 text-caption md:h-7 md:w-[190px] md:flex-none"
        />
        <output className="min-w-[52px] whitespace-nowrap text-ink-3">{toSearchWords(search)}</output>
        <CopyButton
          size="small"
          text={`${permalink}${range ? formatLineRange(range) : ""}`}
          said={range ? "Link to these lines copied" : "Link to this log copied"}
        >
          Copy link
        </CopyButton>
        <Button size="small" asChild>
          <a href={rawHref}>Raw</a>
        </Button>
      </div>
    </div>
  );
}

function toSearchWords({ query, matches, current }: LogSearch): string {
  if (query === "") return "";
  if (matches.length === 0) return "none";
  return current < 0
    ? countLines(matches.length)
    : `${formatCount(current + 1)} of ${formatCount(matches.length)}`;
}

function countLines(count: number): string {
  return `${formatCount(count)} line${count === 1 ? "" : "s"}`;
}

/** `/` goes to the search, as on every page, unless somebody is typing. */
function useSlash(focus: () => void) {
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
