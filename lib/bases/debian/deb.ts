import { spawn } from "node:child_process";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { extract, type Header } from "tar-stream";
import { AppError } from "../../errors.ts";
import type { Deb } from "./apt.ts";

/** One entry of a package; `read` is for regular files, and only before the next entry is asked for. */
export type DebEntry = { path: string; header: Header; read: () => Promise<Buffer> };

/** The files that a package brings, in its own order; paths have no leading `./`. Throws base-unavailable. */
export function listFiles(deb: Deb): AsyncGenerator<DebEntry> {
  return readPart(deb, "--fsys-tarfile");
}

/** A package's control files (`control`, `md5sums`, …) by name. Throws base-unavailable. */
export async function readControl(deb: Deb): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const entry of readPart(deb, "--ctrl-tarfile"))
    if (entry.header.type === "file") files.set(entry.path, await entry.read());
  return files;
}

async function* readPart(deb: Deb, part: string): AsyncGenerator<DebEntry> {
  const child = spawn("dpkg-deb", [part, deb.path], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "close");
  ended.catch(() => {});
  const entries = extract();
  child.stdout.pipe(entries);
  child.once("error", (error) => entries.destroy(error));
  try {
    for await (const entry of entries) {
      const path = entry.header.name.replace(/^(\.?\/)+/, "").replace(/\/$/, "");
      let isRead = false;
      const read = (): Promise<Buffer> => {
        isRead = true;
        return buffer(entry);
      };
      yield { path, header: entry.header, read };
      if (!isRead) entry.resume();
    }
    const [code] = await ended;
    if (code !== 0) throw new Error(`dpkg-deb ended with ${code}`);
  } catch (cause) {
    throw new AppError("base-unavailable", `The package ${deb.name} ${deb.version} cannot be unpacked.`, {
      cause,
    });
  } finally {
    child.kill();
  }
}
