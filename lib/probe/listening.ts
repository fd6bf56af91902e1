import { readdir, readFile, readlink } from "node:fs/promises";

const LISTENING = "0A";

/**
 * The addresses on which a process of this machine listens, as `0.0.0.0:8080` or `[::]:8080`; none where this user may
 * not look. A container on the host's network is asked the same way as any process.
 */
export async function listListening(pid: number): Promise<string[]> {
  const inodes = await listSockets(pid);
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/${pid}/net/${name}`, "utf8").catch(() => "")),
  );
  return [...new Set(tables.flatMap((table) => parseListening(table, inodes)))];
}

async function listSockets(pid: number): Promise<Set<string>> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => "")));
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

/** The listening sockets of a /proc/PID/net/tcp text that are among these inodes. */
export function parseListening(table: string, inodes: ReadonlySet<string>): string[] {
  return table.split("\n").flatMap((line) => {
    const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
    return state === LISTENING && inodes.has(inode) ? [toAddress(local)] : [];
  });
}

/** `0100007F:1F90` is 127.0.0.1:8080: the address in the machine's byte order, which is little-endian. */
function toAddress(hex: string): string {
  const [host = "", port = ""] = hex.split(":");
  const bytes = host.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const shown =
    bytes.length === 4
      ? bytes.toReversed().join(".")
      : `[${bytes.every((byte) => byte === 0) ? "::" : host.toLowerCase()}]`;
  return `${shown}:${Number.parseInt(port, 16)}`;
}
