import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";

const manifest = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) }));

export type TarFigures = {
  imageId: string;
  layers: {
    diffId: string;
    tarBytes: number;
    sizeBytes: number;
    fileCount: number;
    digest: string;
    compressedBytes: number;
  }[];
  /** SHA-256 of a file of the top-most layer that has it. */
  sha256Of: (path: string) => string;
};

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { maxBuffer: 2 ** 30, env: { ...process.env, LC_ALL: "C" } });
const sha256sum = (path: string) => run("sha256sum", path).toString("latin1").slice(0, 64);

/**
 * Reads a `docker save` archive in another way than the product: with the system's tar and sha256sum on files, layer by
 * layer; gzip by zlib on the whole layer at once, as programs named gzip differ by bytes.
 */
export function readWithTar(archive: Buffer): TarFigures {
  const folder = mkdtempSync(join(tmpdir(), "read-with-tar-"));
  try {
    writeFileSync(join(folder, "image.tar"), archive);
    run("tar", "-xf", join(folder, "image.tar"), "-C", folder);
    const [image] = manifest.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
    if (!image) throw new Error("no image in the archive");
    const paths = image.Layers.map((layer) => join(folder, layer));
    const binaries = new Map<string, string>();
    for (const path of paths) {
      const members = run("tar", "-tf", path).toString("latin1").split("\n");
      for (const member of members.filter((name) => /bin\/[^/]+$/.test(name)))
        binaries.set(
          `/${member}`,
          createHash("sha256")
            .update(run("tar", "-xOf", path, member))
            .digest("hex"),
        );
    }
    return {
      imageId: `sha256:${sha256sum(join(folder, image.Config))}`,
      layers: paths.map(readLayer),
      sha256Of: (path) => binaries.get(path) ?? "",
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readLayer(path: string): TarFigures["layers"][number] {
  const bytes = readFileSync(path);
  const gzip = gzipSync(bytes, { level: 6 });
  // `-rw-r--r-- 0/0  1234 2026-01-01 …`: only regular files begin with a dash, hard links with an h.
  const files = run("tar", "--numeric-owner", "-tvf", path)
    .toString("latin1")
    .split("\n")
    .filter((line) => line.startsWith("-"));
  const whiteouts = files.filter((line) => /[ /]\.wh\.[^/]*$/.test(line));
  return {
    diffId: `sha256:${sha256sum(path)}`,
    tarBytes: bytes.length,
    sizeBytes: files.reduce((total, line) => total + Number(/^\S+ +\S+ +(\d+)/.exec(line)?.[1]), 0),
    fileCount: files.length - whiteouts.length,
    digest: `sha256:${createHash("sha256").update(gzip).digest("hex")}`,
    compressedBytes: gzip.length,
  };
}
