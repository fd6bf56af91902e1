import { isExecutable } from "./file-entry.ts";
import { findFirstName } from "./first-name.ts";
import { type ImageNode, resolvePath } from "./image-tree.ts";
import { NotEnoughKnown } from "./known-layers.ts";
import type { LayerFacts } from "./layer-reader.ts";
import type { ImageConfig, MeasuredBinary } from "./types.ts";

/** The kernel starts no program with a longer variable. */
const MAX_PATH_CHARACTERS = 128 * 1024;
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * The program that the image starts: Entrypoint's first word, else Cmd's, looked up in PATH and through symlinks and hard
 * links. Undefined where the image names none, or it is not there, or it is not executable. Throws NotEnoughKnown where it is
 * one whose digest was not made because only a part of the programs was looked into.
 */
export function findBinary(
  config: ImageConfig,
  root: ImageNode,
  layers: readonly LayerFacts[],
  { isPart }: { isPart: boolean },
): (MeasuredBinary & { layerIndex: number }) | undefined {
  const { Entrypoint, Cmd, Env, WorkingDir } = config.config;
  const program = Entrypoint?.[0] ?? Cmd?.[0];
  if (!program) return undefined;
  for (const candidate of listCandidates(program, Env ?? [], WorkingDir ?? "/")) {
    const node = resolvePath(root, candidate);
    const binary = node?.file && readNode(node, layers, isPart);
    if (binary) return binary;
  }
  return undefined;
}

function listCandidates(program: string, environment: string[], workingFolder: string): string[] {
  if (program.startsWith("/")) return [program];
  if (program.includes("/")) return [`${workingFolder}/${program}`];
  const path = environment.findLast((variable) => variable.startsWith("PATH="))?.slice("PATH=".length);
  const folders = (path || DEFAULT_PATH).slice(0, MAX_PATH_CHARACTERS).split(":");
  return [...new Set(folders)].map((folder) => `${folder}/${program}`);
}

function readNode(
  node: ImageNode,
  layers: readonly LayerFacts[],
  isPart: boolean,
): (MeasuredBinary & { layerIndex: number }) | undefined {
  const layer = layers[node.layerIndex];
  const file = node.file && layer && findFirstName(layer.entries, node.file);
  const sha256 = file && layer?.executables.get(file.path);
  if (isPart && file?.kind === "file" && !sha256 && isExecutable(file))
    throw new NotEnoughKnown(`/${file.path} is what the image starts, and was not looked into.`);
  if (!file || !sha256) return undefined;
  return { path: `/${file.path}`, sizeBytes: file.sizeBytes, sha256, layerIndex: node.layerIndex };
}
