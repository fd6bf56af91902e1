import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { extract } from "tar-stream";
import type { BuildRequest } from "../../engine/types.ts";
import { AppError } from "../../errors.ts";
import { findCaBundle } from "../ca-bundle.ts";
import { toSources } from "../debian/mirrors.ts";
import { debianBookwormSlim } from "./debian-slim.ts";
import type { Assembly, Recipe, Workshop } from "./recipe.ts";
import { findStageWords } from "./toolchain-stages.ts";

const CONTEXT = fileURLToPath(new URL("../../../lab/bases/toolchain/", import.meta.url));

/** Stand-in for the rust image: Debian's Rust, a musl std built from its sources, cargo-auditable. */
export const toolchain: Recipe = {
  // "toolchain" was one whose panic_abort for musl could not be linked: checkouts from before it keep theirs.
  name: "rust-toolchain",
  standsFor: "rust:1.96-bookworm",
  description:
    "Debian's rustc-web and cargo-web 1.96 with gcc, a musl target and cargo-auditable; assembled locally, not pulled",
  spec: async (architecture) => ({
    format: 1,
    files: await digestFiles(),
    base: await debianBookwormSlim.spec(architecture),
  }),
  assemble,
};

async function digestFiles(): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const name of (await readdir(CONTEXT)).sort())
    digests[name] = createHash("sha256")
      .update(await readFile(join(CONTEXT, name)))
      .digest("hex");
  return digests;
}

async function assemble(workshop: Workshop): Promise<Assembly> {
  const base = await workshop.standIn(debianBookwormSlim);
  const request = await prepareBuild(workshop, base.tag);
  const packages = await readVersions(workshop, request);
  return {
    packages,
    write: async (path, tag, labels) => {
      const { imageId } = await workshop.engine.build({ ...request, target: "toolchain", tag, labels });
      workshop.onProgress("Keeping a copy");
      await pipeline(await workshop.engine.exportImage(tag), createWriteStream(path));
      const image = await workshop.engine.findImage(imageId);
      return { imageId, diffIds: image?.diffIds ?? [] };
    },
  };
}

type PreparedBuild = Omit<BuildRequest, "target" | "tag" | "labels">;

async function prepareBuild(workshop: Workshop, base: string): Promise<PreparedBuild> {
  const apt = await workshop.apt("bookworm");
  const machine = join(workshop.folder, "machine");
  await mkdir(machine);
  await writeFile(join(machine, "debian.sources"), toSources(apt.suite, apt.mirrors));
  await writeFile(join(machine, "apt.conf"), apt.machineSettings);
  const bundle = await findCaBundle(workshop.env);
  return {
    contextFolders: { "": CONTEXT, machine },
    contextFiles: {},
    dockerfile: "Dockerfile",
    platform: `linux/${workshop.architecture}`,
    buildArguments: { BASE: base },
    secretFiles: bundle === undefined ? {} : { ca: bundle },
    signal: workshop.command.signal,
    onProgress: (progress) => {
      if (progress.type !== "step" || progress.status !== "running") return;
      const words = findStageWords(progress.name);
      if (words !== undefined) workshop.onProgress(words);
    },
  };
}

/** The packages that apt chose: a build of its own says them, the other builds take its steps from the cache. */
async function readVersions(workshop: Workshop, request: PreparedBuild): Promise<Record<string, string>> {
  const tag = `imagediet.local/base/toolchain:versions-${process.pid}-${Date.now()}`;
  await workshop.engine.build({ ...request, target: "versions", tag, labels: {} });
  try {
    const text = await readSavedFile(workshop, tag, "packages");
    return Object.fromEntries(
      text
        .trim()
        .split("\n")
        .map((line): [string, string] => {
          const [name = "", version = ""] = line.split(" ");
          return [name, version];
        })
        .sort(),
    );
  } finally {
    await workshop.engine.removeImage(tag);
  }
}

/** One file of a small image. */
async function readSavedFile(workshop: Workshop, tag: string, path: string): Promise<string> {
  const saved = extract();
  const archive = await workshop.engine.exportImage(tag);
  pipeline(archive, saved).catch(() => {});
  for await (const entry of saved) {
    if (!entry.header.name.endsWith("layer.tar") && !entry.header.name.startsWith("blobs/")) {
      entry.resume();
      continue;
    }
    const inner = extract();
    inner.end(await buffer(entry));
    try {
      for await (const file of inner) {
        if (file.header.name === path) return (await buffer(file)).toString("utf8");
        file.resume();
      }
    } catch {
      // a blob that is no tar
    }
  }
  throw new AppError("base-unavailable", `The image ${tag} has no ${path}.`);
}
