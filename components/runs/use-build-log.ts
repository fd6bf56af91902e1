"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { buildEventView } from "@/lib/runs/schemas.ts";
import { LogStore } from "./log-store.ts";

const REOPEN_MS = 2_000;

export type LogConnection = "opening" | "following" | "ended" | "lost";

export type BuildLog = { store: LogStore; connection: LogConnection };

/**
 * A build's log as it grows, from its first line. The stream resumes after the last event that came: the browser does
 * so by Last-Event-ID, and this hook by `?after=` where the browser has given up (a restarting server answers 503).
 */
export function useBuildLog(buildId: string, isActive: boolean, onStatus: () => void): BuildLog {
  const [log, setLog] = useState(() => createLog(buildId));
  if (log.buildId !== buildId) setLog(createLog(buildId));
  const [connection, setConnection] = useState<LogConnection>("opening");
  const told = useEffectEvent(onStatus);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource;
    const open = () => {
      source = new EventSource(`/api/v1/builds/${buildId}/events?after=${log.lastSeq}`);
      source.onopen = () => setConnection("following");
      source.onerror = () => {
        if (source.readyState !== EventSource.CLOSED) return;
        setConnection(isActive ? "lost" : "ended");
        if (isActive) timer = setTimeout(open, REOPEN_MS);
      };
      for (const kind of ["step", "log", "status"]) {
        source.addEventListener(kind, (message) => {
          const event = buildEventView.parse(JSON.parse(message.data));
          log.lastSeq = event.seq;
          if (event.kind === "log") log.store.append({ ...event, ...event.data, at: event.at });
          if (event.kind === "status") told();
        });
      }
    };
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [buildId, isActive, log]);

  return { store: log.store, connection };
}

function createLog(buildId: string) {
  return { buildId, lastSeq: 0, store: new LogStore((tell) => requestAnimationFrame(tell)) };
}
