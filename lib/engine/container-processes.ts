import { z } from "zod";
import type { ContainerProcess } from "./container-types.ts";

export const psAnswer = z.object({ Titles: z.array(z.string()), Processes: z.array(z.array(z.string())) });
export type PsAnswer = z.infer<typeof psAnswer>;

/** The processes that `ps -eo pid,rss,nlwp,uid,gid` listed; undefined where a column is missing or is no number. */
export function toProcesses({ Titles, Processes }: PsAnswer): ContainerProcess[] | undefined {
  const column = (name: string) => Titles.indexOf(name);
  const [pid, rss, threads, uid, gid] = ["PID", "RSS", "NLWP", "UID", "GID"].map(column);
  const found = Processes.map((row) => {
    const read = (at: number | undefined) => Number(row[at ?? -1] ?? Number.NaN);
    return {
      pid: read(pid),
      rssBytes: read(rss) * 1024,
      threads: read(threads),
      uid: read(uid),
      gid: read(gid),
    };
  });
  return found.every((each) => Object.values(each).every(Number.isFinite)) ? found : undefined;
}
