import type { LayerWriter } from "../archive/layer.ts";
import type { Deb } from "../debian/apt.ts";
import { listFiles } from "../debian/deb.ts";

export const PATH_VARIABLE = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Files by path; a folder's path ends with a slash. Owners and modes where they are not root's 644 and 755. */
export type FileSpec = {
  path: string;
  text?: string;
  link?: string;
  mode?: number;
  owner?: number;
};

/** Adds files, with the folders above them, all of one time. */
export async function addFiles(layer: LayerWriter, files: readonly FileSpec[], time: Date): Promise<void> {
  for (const { path, text = "", link, mode, owner = 0 } of files) {
    await addParents(layer, path, time);
    const common = {
      name: path,
      mtime: time,
      uid: owner,
      gid: owner,
      ...(mode === undefined ? {} : { mode }),
    };
    if (path.endsWith("/")) await layer.add({ ...common, type: "directory" });
    else if (link !== undefined) await layer.add({ ...common, mode: 0o777, type: "symlink", linkname: link });
    else await layer.add({ ...common, type: "file" }, Buffer.from(text));
  }
}

async function addParents(layer: LayerWriter, path: string, time: Date): Promise<void> {
  const parts = path.replace(/\/$/, "").split("/");
  for (let depth = 1; depth < parts.length; depth += 1)
    await layer.add({ name: `${parts.slice(0, depth).join("/")}/`, type: "directory", mtime: time });
}

/** Mozilla's CA certificates as one bundle, from the package `ca-certificates`, with its copyright. */
export async function toCertificateFiles(deb: Deb): Promise<{ files: FileSpec[]; newest: Date }> {
  const certificates = new Map<string, string>();
  const files: FileSpec[] = [];
  let newest = new Date(0);
  for await (const entry of listFiles(deb)) {
    if (entry.header.type !== "file") continue;
    if (entry.header.mtime && entry.header.mtime > newest) newest = entry.header.mtime;
    if (entry.path.endsWith(".crt")) certificates.set(entry.path, (await entry.read()).toString("utf8"));
    if (entry.path === "usr/share/doc/ca-certificates/copyright")
      files.push({ path: entry.path, text: (await entry.read()).toString("utf8") });
  }
  const bundle = [...certificates.keys()].sort().map((path) => `${certificates.get(path)?.trimEnd()}\n`);
  files.push({ path: "etc/ssl/certs/ca-certificates.crt", text: bundle.join("") });
  return { files, newest };
}

/** Debian packages by name with their versions, in the order of names. */
export function toPackages(debs: readonly Pick<Deb, "name" | "version">[]): Record<string, string> {
  return Object.fromEntries(debs.map((deb) => [deb.name, deb.version]).sort());
}
