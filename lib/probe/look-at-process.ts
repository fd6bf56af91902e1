import type { ContainerProcess, EngineContainer } from "../engine/container-types.ts";
import { countOpenFiles, isProcessOf, readProcess } from "./proc.ts";

/** What a container uses now, and how that is known; a figure that nobody can tell is absent. */
export type ProcessLook = {
  from: "proc" | "ps" | "cgroup";
  rssBytes: number;
  threads?: number;
  openFiles?: number;
  user?: { uid: number; gid: number };
};

/**
 * Looks at a container's processes: in /proc where the engine is on this machine, else by the engine's ps, else at its
 * control group. Undefined where nothing of it can be told, or it has ended.
 */
export async function lookAtProcess(container: EngineContainer): Promise<ProcessLook | undefined> {
  const { pid } = await container.inspect();
  if (pid === undefined) return undefined;
  if (await isProcessOf(container.id, pid)) {
    const seen = await readProcess(pid);
    if (seen) {
      const { rssBytes, threads, uid, gid } = seen;
      const openFiles = await countOpenFiles(pid);
      return {
        ...{ from: "proc", rssBytes, threads, user: { uid, gid } },
        ...(openFiles === undefined ? {} : { openFiles }),
      };
    }
  }
  const listed = await container.listProcesses();
  const first = listed?.find((each) => each.pid === pid) ?? listed?.[0];
  if (listed && first) {
    const sum = (read: (each: ContainerProcess) => number) =>
      listed.reduce((total, each) => total + read(each), 0);
    return {
      from: "ps",
      rssBytes: sum(({ rssBytes }) => rssBytes),
      threads: sum(({ threads }) => threads),
      user: { uid: first.uid, gid: first.gid },
    };
  }
  const bytes = await container.readMemoryBytes();
  return bytes === undefined ? undefined : { from: "cgroup", rssBytes: bytes };
}
