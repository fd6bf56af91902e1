import { readdir, readFile } from "node:fs/promises";

const MOST_PROCESSES = 512;

export type ProcFigures = { rssBytes: number; threads: number; uid: number; gid: number };

/** Whether a process number of an engine's is one of this machine's, in that container: its control group's name tells. */
export async function isProcessOf(containerId: string, pid: number): Promise<boolean> {
  return (await readProc(`${pid}/cgroup`))?.includes(containerId) ?? false;
}

/** Memory and threads of a process and all that it started, and who it runs as. Undefined where it cannot be read. */
export async function readProcess(pid: number): Promise<ProcFigures | undefined> {
  const own = parseStatus(await readProc(`${pid}/status`));
  if (!own) return undefined;
  let { rssBytes, threads } = own;
  for (const child of await listDescendants(pid)) {
    const status = parseStatus(await readProc(`${child}/status`));
    rssBytes += status?.rssBytes ?? 0;
    threads += status?.threads ?? 0;
  }
  return { ...own, rssBytes, threads };
}

/** How many files a process has open; undefined where this user may not look. */
export async function countOpenFiles(pid: number): Promise<number | undefined> {
  try {
    return (await readdir(`/proc/${pid}/fd`)).length;
  } catch {
    return undefined;
  }
}

/** The figures of a /proc/PID/status text; undefined where it has none, as that of a process that has ended. */
export function parseStatus(text: string | undefined): ProcFigures | undefined {
  const read = (field: string) => {
    const value = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(text ?? "")?.[1];
    return value === undefined ? undefined : Number(value);
  };
  const [rss, threads, uid, gid] = ["VmRSS", "Threads", "Uid", "Gid"].map(read);
  if (rss === undefined || threads === undefined || uid === undefined || gid === undefined) return undefined;
  return { rssBytes: rss * 1024, threads, uid, gid };
}

async function listDescendants(pid: number): Promise<number[]> {
  const found: number[] = [];
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined && found.length < MOST_PROCESSES; next = waiting.pop()) {
    const threads = await readdir(`/proc/${next}/task`).catch(() => []);
    for (const thread of threads) {
      const text = (await readProc(`${next}/task/${thread}/children`)) ?? "";
      const children = text.trim().split(/\s+/).filter(Boolean).map(Number);
      found.push(...children);
      waiting.push(...children);
    }
  }
  return found.slice(0, MOST_PROCESSES);
}

async function readProc(path: string): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${path}`, "utf8");
  } catch {
    return undefined;
  }
}
