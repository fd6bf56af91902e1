import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, mkdtemp, realpath, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Engine } from "../engine/types.ts";
import { toAppError } from "../errors.ts";
import { openApt } from "./debian/apt.ts";
import { withLock } from "./lock.ts";
import { readRecord, writeRecord } from "./records.ts";
import type { Architecture, Recipe } from "./stand-ins/recipe.ts";
import type { ResolveBaseOptions } from "./types.ts";

const record = z.object({
  /** hash of the recipe: a changed one makes the record worthless */
  recipe: z.string(),
  /** hash of the recipe and the packages' versions: the archive's name and the image's tag */
  inputs: z.string(),
  tag: z.string(),
  imageId: z.string(),
  diffIds: z.array(z.string()),
  packages: z.record(z.string(), z.string()),
});
export type StandIn = z.infer<typeof record>;

const REPOSITORY = "imagediet.local/base";
const INPUTS_LABEL = "dev.imagediet.base.inputs";

/**
 * The stand-in in the engine: taken as it is, loaded from its archive below `<home>/bases`, or assembled from Debian's
 * packages. Two processes assemble one only once. Throws base-unavailable, disk-full, cancelled, and what the engine
 * throws.
 */
export async function resolveStandIn(
  recipe: Recipe,
  architecture: Architecture,
  options: ResolveBaseOptions,
): Promise<StandIn> {
  const folder = join(options.env.home, "bases");
  await mkdir(folder, { recursive: true });
  // Homes may share it by a symlink; a lock's name must not depend on the way there.
  const bases = await realpath(folder);
  const name = `${recipe.name}-${architecture}`;
  const spec = await recipe.spec(architecture);
  const recipeKey = toKey({ spec, description: recipe.description, standsFor: recipe.standsFor });
  const findKnown = async () => {
    const known = await readRecord(join(bases, `${name}.json`), record);
    return known?.recipe === recipeKey ? known : undefined;
  };

  const known = await findKnown();
  if (known && (await isInEngine(options.engine, known))) return known;
  return withLock(
    join(bases, name),
    options.signal,
    () => options.onProgress(`Waiting for another process that assembles ${recipe.name}`),
    async () => {
      const made = await findKnown();
      if (made && ((await isInEngine(options.engine, made)) || (await loadArchive(bases, made, options))))
        return made;
      return assemble(recipe, recipeKey, architecture, bases, options);
    },
  );
}

/**
 * Whether the engine has it, by what it is made of: an engine with a containerd image store gives it another name than
 * the digest of its config.
 */
async function isInEngine(engine: Pick<Engine, "findImage">, known: StandIn): Promise<boolean> {
  const found = await engine.findImage(known.tag);
  return found?.labels[INPUTS_LABEL] === known.inputs && found.diffIds.join() === known.diffIds.join();
}

function toKey(inputs: unknown): string {
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex").slice(0, 16);
}

/** False where the archive is missing or is not what the record says: then it is assembled anew. */
async function loadArchive(bases: string, known: StandIn, options: ResolveBaseOptions): Promise<boolean> {
  const archive = join(bases, `${known.inputs}.tar`);
  const isThere = await access(archive).then(
    () => true,
    () => false,
  );
  if (!isThere) return false;
  options.onProgress(`Loading ${known.tag} into the engine`);
  try {
    await options.engine.loadImage(createReadStream(archive));
  } catch (error) {
    if (toAppError(error).code !== "engine-failed") throw error;
    return false;
  }
  return isInEngine(options.engine, known);
}

async function assemble(
  recipe: Recipe,
  recipeKey: string,
  architecture: Architecture,
  bases: string,
  options: ResolveBaseOptions,
): Promise<StandIn> {
  const { engine, env, signal, onProgress } = options;
  const prefix = join(bases, `assembling-${recipe.name}-${architecture}`);
  // The lock is ours, so whatever lies here was left by a process that ended before its time.
  await rm(prefix, { recursive: true, force: true });
  await mkdir(prefix);
  try {
    const folder = await mkdtemp(join(prefix, "work-"));
    onProgress(`Assembling ${recipe.standsFor} from Debian packages`);
    const assembly = await recipe.assemble({
      engine,
      env,
      architecture,
      folder,
      command: { signal },
      apt: (suite) => openApt(join(bases, "apt"), suite, architecture, { signal }, onProgress),
      standIn: (base) => resolveStandIn(base, architecture, options),
      onProgress,
    });
    const inputs = toKey({ recipeKey, packages: assembly.packages });
    const tag = `${REPOSITORY}/${recipe.name}:${inputs}`;
    const archive = join(prefix, "image.tar");
    const image = await assembly.write(archive, tag, toLabels(recipe, inputs));
    await rename(archive, join(bases, `${inputs}.tar`));
    const made: StandIn = { recipe: recipeKey, inputs, tag, ...image, packages: assembly.packages };
    if (!(await isInEngine(engine, made)))
      await engine.loadImage(createReadStream(join(bases, `${inputs}.tar`)));
    const recordPath = join(bases, `${recipe.name}-${architecture}.json`);
    const before = await readRecord(recordPath, record);
    await writeRecord(recordPath, made);
    if (before && before.inputs !== inputs) await rm(join(bases, `${before.inputs}.tar`), { force: true });
    return made;
  } finally {
    await rm(prefix, { recursive: true, force: true });
  }
}

function toLabels(recipe: Recipe, inputs: string): Record<string, string> {
  return {
    "dev.imagediet.base.standin": "true",
    "dev.imagediet.base.role": recipe.name,
    "dev.imagediet.base.for": recipe.standsFor,
    [INPUTS_LABEL]: inputs,
    "org.opencontainers.image.title": `Stand-in for ${recipe.standsFor}`,
    "org.opencontainers.image.description": recipe.description,
  };
}
