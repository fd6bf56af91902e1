import { type Db, db } from "../db/client.ts";
import { getBuildLog } from "./get-build-log.ts";
import type { BuildView } from "./schemas.ts";

const TAIL_LINES = 200;

export type LogTailView = { buildId: string; firstLine: number; lines: string[] };

/** The last lines of a build's log, for a page that is read without JavaScript. Throws database-unavailable. */
export async function getLogTail(
  build: Pick<BuildView, "id" | "lineCount">,
  database: Db = db(),
): Promise<LogTailView> {
  const firstLine = Math.max(1, build.lineCount - TAIL_LINES + 1);
  let text = "";
  for await (const block of await getBuildLog({ id: build.id, from: firstLine }, database)) text += block;
  return { buildId: build.id, firstLine, lines: text === "" ? [] : text.replace(/\n$/, "").split("\n") };
}
