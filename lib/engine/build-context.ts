import { once } from "node:events";
import { createReadStream } from "node:fs";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import { Readable } from "node:stream";
import type { Ignore } from "@balena/dockerignore";
import { type Header, type Pack, pack } from "tar-stream";
import { NEVER_SENT, readContextRules } from "../context-rules.ts";
import { sayUnreadable } from "../errno.ts";
import { AppError } from "../errors.ts";

const WHOLE_IN_MEMORY_BYTES = 16 * 1024 * 1024;
// Not 0: some tools take that for "unknown". Cargo compares times, so a Dockerfile touches what it copies.
const CONSTANT_MTIME = new Date("1980-01-02T00:00:00Z");

/**
 * The build context as a tar stream: folders and single files (absolute paths) by their path inside. Each folder's
 * .dockerignore is honoured; `target` and `.git` at its top never go. Order, times, owners and modes do not depend on the checkout, so neither do
 * the engine's cache keys. Symlinks go as links, devices and pipes not at all. The stream fails with bad-input where
 * something cannot be read, is not there or changes meanwhile.
 */
export function packContext(folders: Record<string, string>, files: Record<string, string>): Readable {
  const tar = pack();
  writeContext(tar, folders, files).then(
    () => tar.finalize(),
    (error: unknown) => tar.destroy(toContextError(error)),
  );
  return Readable.from(tar, { objectMode: false });
}

/** An errno that got through would be taken for that of the engine's connection. */
function toContextError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const why = sayUnreadable(error);
  return new AppError(
    "bad-input",
    `What is built cannot be read: ${why}. Try again once nobody changes it.`,
    {
      cause: error,
    },
  );
}

async function writeContext(
  tar: Pack,
  folders: Record<string, string>,
  files: Record<string, string>,
): Promise<void> {
  const made = new Set<string>();
  for (const [inside, source] of sorted(folders)) {
    const name = insideName(inside);
    if (name !== "") await addParents(tar, `${name}/x`, made);
    await addFolder(tar, name, source, "", await readContextRules(source));
  }
  for (const [inside, source] of sorted(files)) {
    const name = insideName(inside);
    await addParents(tar, name, made);
    await addFile(tar, name, source);
  }
}

function sorted(entries: Record<string, string>): [string, string][] {
  return Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
}

function insideName(inside: string): string {
  const name = posix.normalize(inside.replace(/\/+$/, "") || ".");
  if (name.startsWith("/") || name === ".." || name.startsWith("../"))
    throw new AppError("bad-input", `${inside} is no path inside a build context.`);
  return name === "." ? "" : name;
}

async function addFolder(
  tar: Pack,
  inside: string,
  source: string,
  below: string,
  rules: Ignore,
): Promise<void> {
  const entries = await readdir(join(source, below), { withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError("bad-input", `The folder ${join(source, below)} cannot be read.`, { cause });
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    const name = inside === "" ? path : `${inside}/${path}`;
    const ignored = rules.ignores(path);
    if (entry.isDirectory()) {
      // A `!` rule may name something below an ignored folder.
      if (NEVER_SENT.includes(path)) continue;
      if (!ignored) await addEntry(tar, { name: `${name}/`, type: "directory", mode: 0o755 });
      await addFolder(tar, inside, source, path, rules);
    } else if (ignored) {
    } else if (entry.isSymbolicLink()) {
      const linkname = await readlink(join(source, path));
      await addEntry(tar, { name, type: "symlink", linkname, mode: 0o777 });
    } else if (entry.isFile()) {
      await addFile(tar, name, join(source, path));
    }
  }
}

async function addParents(tar: Pack, name: string, made: Set<string>): Promise<void> {
  const parts = name.split("/");
  for (let depth = 1; depth < parts.length; depth += 1) {
    const folder = `${parts.slice(0, depth).join("/")}/`;
    if (made.has(folder)) continue;
    made.add(folder);
    await addEntry(tar, { name: folder, type: "directory", mode: 0o755 });
  }
}

async function addFile(tar: Pack, name: string, source: string): Promise<void> {
  const found = await stat(source).catch((cause: unknown) => {
    throw new AppError("bad-input", `The file ${source} cannot be read.`, { cause });
  });
  const mode = found.mode & 0o111 ? 0o755 : 0o644;
  if (found.size <= WHOLE_IN_MEMORY_BYTES) {
    // Read whole: a file that changes its length meanwhile cannot break the archive.
    const content = await readFile(source);
    await addEntry(tar, { name, type: "file", mode, size: content.length }, async function* () {
      yield content;
    });
    return;
  }
  await addEntry(tar, { name, type: "file", mode, size: found.size }, async function* () {
    yield* createReadStream(source, { end: found.size - 1 });
  });
}

type EntryHeader = Pick<Header, "name" | "type" | "mode"> & Partial<Header>;

async function addEntry(
  tar: Pack,
  header: EntryHeader,
  content?: () => AsyncIterable<Buffer>,
): Promise<void> {
  const finished = Promise.withResolvers<void>();
  const entry = tar.entry(
    { ...header, mtime: CONSTANT_MTIME, uid: 0, gid: 0, uname: "", gname: "" },
    (error) => (error ? finished.reject(error) : finished.resolve()),
  );
  entry.on("error", finished.reject);
  if (content) {
    for await (const chunk of content()) {
      if (!entry.write(chunk)) await Promise.race([once(entry, "drain"), finished.promise]);
    }
    entry.end(null);
  }
  await finished.promise;
}
