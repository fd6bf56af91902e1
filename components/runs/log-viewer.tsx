"use client";

import { useState, useSyncExternalStore } from "react";
import { isGoing } from "@/lib/job-status.ts";
import type { BuildView } from "@/lib/runs/schemas.ts";
import { LogLine } from "./log-line.tsx";
import { emptyLogWords, LogState } from "./log-state.tsx";
import type { LogLine as StoredLine } from "./log-store.ts";
import { type LogTail, PlainLogTail } from "./log-tail.tsx";
import { MAX_SHOWN_CHARACTERS } from "./log-text.ts";
import { LogToolbar } from "./log-toolbar.tsx";
import type { BuildLog } from "./use-build-log.ts";
import { useLineRange } from "./use-line-range.ts";
import { LINE_PX, type LogTarget, useLogScroll } from "./use-log-scroll.ts";
import { useLogSearch } from "./use-log-search.ts";

const MAX_HEIGHT_PX = 560;
const GUTTER_PX = 184;

/** A build's log: live, searchable, only the lines in sight drawn, each with a link of its own. */
export function LogViewer({
  build,
  log,
  tail,
  permalink,
  target,
}: {
  build: BuildView;
  log: BuildLog;
  tail: LogTail | undefined;
  permalink: string;
  target: LogTarget | undefined;
}) {
  const { store } = log;
  const version = useSyncExternalStore(store.subscribe, store.version, () => 0);
  const { range, arrival, choose } = useLineRange();
  const search = useLogSearch(store, version);
  const [found, setFound] = useState<number>();
  const isActive = isGoing(build);
  const scroll = useLogScroll({ store, version, isActive, arrival, target });

  const lineCount = Math.max(store.count, build.lineCount);
  const columns = Math.min(store.longest, MAX_SHOWN_CHARACTERS + 50);
  return (
    <div className="overflow-hidden rounded-plate border border-rule-2 bg-bg">
      <LogToolbar
        lineCount={lineCount}
        range={range}
        search={search}
        onFound={(line) => {
          setFound(line);
          scroll.show(line);
        }}
        permalink={permalink}
        rawHref={`/api/v1/builds/${build.id}/log`}
      />
      <section
        ref={scroll.scroller}
        aria-label={`Log of ${build.variant}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard
        tabIndex={0}
        onScroll={scroll.onScroll}
        className="mono overflow-auto py-2 text-ink-2 leading-[19px] -outline-offset-2"
        style={{ height: Math.min(MAX_HEIGHT_PX, Math.max(4, lineCount) * LINE_PX + 32) }}
      >
        {store.count === 0 && tail ? <PlainLogTail tail={tail} /> : null}
        {lineCount === 0 ? <p className="px-3.5 text-ink-3">{emptyLogWords(build)}</p> : null}
        <div
          className="relative"
          style={{
            height: scroll.virtualizer.getTotalSize(),
            minWidth: `calc(${columns}ch + ${GUTTER_PX}px)`,
          }}
        >
          {scroll.virtualizer.getVirtualItems().map((item) => {
            const number = item.index + 1;
            const line = store.lineAt(number);
            return (
              <div
                key={item.key}
                className="absolute inset-x-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogLine
                  number={number}
                  text={line?.text ?? ""}
                  offset={toOffset(build, line)}
                  stepMark={toStepMark(line, store.lineAt(number - 1))}
                  query={search.query}
                  isChosen={range !== undefined && number >= range.from && number <= range.to}
                  isFound={number === found}
                  onChoose={choose}
                />
              </div>
            );
          })}
        </div>
      </section>
      <LogState
        build={build}
        connection={log.connection}
        isFollowing={scroll.isFollowing}
        onFollow={scroll.follow}
      />
    </div>
  );
}

function toStepMark(line: StoredLine | undefined, previous: StoredLine | undefined): string {
  const step = line?.step ?? null;
  return step === null || (previous?.step === step && previous.attempt === line?.attempt) ? "" : `#${step}`;
}

function toOffset(build: BuildView, line: StoredLine | undefined): string {
  const attempt = build.attempts.find((candidate) => candidate.number === line?.attempt);
  if (!line?.at || !attempt) return "";
  return Math.max(0, (Date.parse(line.at) - Date.parse(attempt.startedAt)) / 1000).toFixed(1);
}
