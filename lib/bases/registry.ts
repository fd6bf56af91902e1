import { join } from "node:path";
import { z } from "zod";
import type { EngineImage } from "../engine/types.ts";
import { AppError, toAppError } from "../errors.ts";
import { readRecord, writeRecord } from "./records.ts";
import { splitRegistry, toRepository } from "./references.ts";
import type { ResolveBaseOptions } from "./types.ts";

/** An image that a registry gave, pinned by the digest of its manifest. */
export type PulledImage = { buildReference: string; digest: string; image: EngineImage };

/** A registry that says nothing for this long is taken to be out of reach. */
const PATIENCE_MS = 6_000;
/** For this long nobody asks an unreachable registry again. */
const UNREACHABLE_FOR_MS = 30 * 60 * 1000;

const unreachable = z.record(z.string(), z.object({ at: z.number(), reason: z.string() }));

/** The first question to each registry, by its name: the others wait for its answer. */
const reachability = new Map<string, Promise<string | undefined>>();

/**
 * Pulls one reference. Throws not-found (the registry answers, and has no such image for us), registry-unavailable (it
 * does not answer; asked once for all, and remembered below `<home>/bases` for half an hour), cancelled, and what the
 * engine throws.
 */
export async function pullPinned(reference: string, options: ResolveBaseOptions): Promise<PulledImage> {
  const { registry } = splitRegistry(reference);
  const key = `${options.engine.host} ${registry}`;
  const first = reachability.get(key);
  const reason = first ? await first : await findUnreachable(key, options);
  if (reason !== undefined) throw new AppError("registry-unavailable", reason);
  const answered = Promise.withResolvers<string | undefined>();
  if (!first) reachability.set(key, answered.promise);
  try {
    const image = await pullWithPatience(reference, options, () => answered.resolve(undefined));
    return pin(reference, image);
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code !== "registry-unavailable") throw error;
    const said = failure.message.replace(`${reference} cannot be pulled: `, "");
    const reason = `The registry ${registry} cannot be used: ${said}`;
    await rememberUnreachable(key, reason, options);
    answered.resolve(reason);
    throw new AppError("registry-unavailable", reason, { cause: error });
  } finally {
    answered.resolve(undefined);
    if (!first) reachability.delete(key);
  }
}

/** A pulled image by its registry's digest. Throws engine-failed where the engine kept none. */
export function pin(reference: string, image: EngineImage): PulledImage {
  const repository = toRepository(reference);
  const path = splitRegistry(repository);
  const pinned = image.repoDigests.find((candidate) => {
    const own = splitRegistry(toRepository(candidate));
    return own.registry === path.registry && own.path === path.path;
  });
  const digest = pinned?.split("@")[1];
  if (pinned === undefined || digest === undefined)
    throw new AppError("engine-failed", `The engine pulled ${reference} and does not know its digest.`);
  return { buildReference: pinned, digest, image };
}

async function pullWithPatience(
  reference: string,
  options: ResolveBaseOptions,
  onAnswer: () => void,
): Promise<EngineImage> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await options.engine.pull(reference, {
      platform: options.platform,
      signal: AbortSignal.any([options.signal, patience.signal]),
      onProgress: (line) => {
        clearTimeout(timer);
        onAnswer();
        options.onProgress(`Pulling ${reference}: ${line}`);
      },
    });
  } catch (error) {
    if (!patience.signal.aborted || options.signal.aborted) throw error;
    const message = `no answer within ${PATIENCE_MS / 1000} s.`;
    throw new AppError("registry-unavailable", message, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function toFile(options: ResolveBaseOptions): string {
  return join(options.env.home, "bases", "unreachable.json");
}

async function findUnreachable(key: string, options: ResolveBaseOptions): Promise<string | undefined> {
  // Who asks for the registry and nothing else wants it tried.
  if (options.env.IMAGE_DIET_BASES === "registry") return undefined;
  const known = (await readRecord(toFile(options), unreachable))?.[key];
  if (known === undefined || Date.now() - known.at > UNREACHABLE_FOR_MS) return undefined;
  return known.reason;
}

async function rememberUnreachable(key: string, reason: string, options: ResolveBaseOptions): Promise<void> {
  const known = Object.entries((await readRecord(toFile(options), unreachable)) ?? {});
  const now = Date.now();
  const fresh = known.filter(([, { at }]) => now - at <= UNREACHABLE_FOR_MS);
  await writeRecord(toFile(options), { ...Object.fromEntries(fresh), [key]: { at: now, reason } });
}
