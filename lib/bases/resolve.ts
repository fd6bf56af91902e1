import { join } from "node:path";
import { z } from "zod";
import type { EngineImage } from "../engine/types.ts";
import { isDiskFull } from "../errno.ts";
import { AppError, toAppError } from "../errors.ts";
import type { BaseRole } from "../variants/variants.ts";
import { readRecord, writeRecord } from "./records.ts";
import { OFFICIAL_REFERENCES, toCandidates } from "./references.ts";
import { pin, pullPinned } from "./registry.ts";
import { resolveStandIn } from "./stand-in.ts";
import { alpine } from "./stand-ins/alpine.ts";
import { debianSlim } from "./stand-ins/debian-slim.ts";
import { baseNossl, distrolessCc, distrolessStatic } from "./stand-ins/distroless.ts";
import type { Architecture, Recipe } from "./stand-ins/recipe.ts";
import { toolchain } from "./stand-ins/toolchain.ts";
import type { ResolveBase, ResolveBaseOptions, ResolvedBase } from "./types.ts";

const STAND_INS: Readonly<Record<BaseRole, Recipe>> = {
  toolchain,
  alpine,
  "distroless-static": distrolessStatic,
  "base-nossl": baseNossl,
  "distroless-cc": distrolessCc,
  "debian-slim": debianSlim,
};

/** Official images move; a pulled one is asked about again after this long. */
const PULLED_STAYS_FRESH_MS = 24 * 60 * 60 * 1000;

const pulledRecord = z.object({
  candidates: z.array(z.string()),
  buildReference: z.string(),
  at: z.number(),
});

/**
 * What a role stands for now: IMAGE_DIET_BASE_<ROLE>, else the official image, else a stand-in (IMAGE_DIET_BASES says
 * which of the last two may be used). Once it is in the engine, an answer takes well under a second. Throws
 * base-unavailable (what was tried and what to do), disk-full, cancelled, engine-unavailable, engine-failed.
 */
export const resolveBase: ResolveBase = async (role, options) => {
  try {
    const override = options.env.baseOverrides[role];
    if (override !== undefined) return await resolveOverride(role, override, options);
    if (options.env.IMAGE_DIET_BASES === "stand-in") return await resolveAssembled(role, options, undefined);
    const official = await resolveOfficial(role, options);
    if ("base" in official) return official.base;
    if (options.env.IMAGE_DIET_BASES === "registry") throw unavailable(role, official.refusal);
    options.onProgress(`${official.refusal} Using a stand-in.`);
    return await resolveAssembled(role, options, official.refusal);
  } catch (error) {
    if (options.signal.aborted)
      throw new AppError("cancelled", `Resolving the base ${role} was stopped.`, { cause: error });
    throw toDiskFull(error, options) ?? error;
  }
};

async function resolveOverride(
  role: BaseRole,
  reference: string,
  options: ResolveBaseOptions,
): Promise<ResolvedBase> {
  const local = await options.engine.findImage(reference);
  if (local) {
    // A tag may move: the build uses a name that says which image it was. Digests stay as they are.
    const digest = local.repoDigests.map((name) => name.split("@")[1]).find((own) => own !== undefined);
    const buildReference = `imagediet.local/base/${role}:override-${local.imageId.replace("sha256:", "").slice(0, 16)}`;
    await options.engine.tag(reference, buildReference);
    return toBase(role, reference, buildReference, digest ?? local.imageId, "override", local, options);
  }
  try {
    const pulled = await pullPinned(reference, options);
    return toBase(role, reference, pulled.buildReference, pulled.digest, "override", pulled.image, options);
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code !== "not-found" && failure.code !== "registry-unavailable") throw error;
    throw new AppError(
      "base-unavailable",
      `${toVariable(role)}=${reference} cannot be used: the engine has no such image, and ${failure.message} Correct the reference, or unset it.`,
      { cause: error },
    );
  }
}

async function resolveOfficial(
  role: BaseRole,
  options: ResolveBaseOptions,
): Promise<{ base: ResolvedBase } | { refusal: string }> {
  const official = OFFICIAL_REFERENCES[role];
  const candidates = toCandidates(official, options.env.IMAGE_DIET_REGISTRY_MIRROR);
  const file = join(options.env.home, "bases", `pulled-${role}-${toArchitecture(options.platform)}.json`);
  const known = await readRecord(file, pulledRecord);
  const isSame = known?.candidates.join(" ") === candidates.join(" ");
  const kept = isSame ? await options.engine.findImage(known.buildReference) : undefined;
  const toKept = (image: EngineImage, reference: string) => {
    const pinned = pin(reference, image);
    return {
      base: toBase(role, official, pinned.buildReference, pinned.digest, "registry", image, options),
    };
  };
  if (known && kept && Date.now() - known.at < PULLED_STAYS_FRESH_MS)
    return toKept(kept, known.buildReference);
  let refusal = "";
  for (const reference of candidates) {
    try {
      const { buildReference, digest, image } = await pullPinned(reference, options);
      await writeRecord(file, { candidates, buildReference, at: Date.now() });
      return { base: toBase(role, official, buildReference, digest, "registry", image, options) };
    } catch (error) {
      const failure = toAppError(error);
      if (failure.code !== "not-found" && failure.code !== "registry-unavailable") throw error;
      refusal = failure.message;
      if (failure.code === "registry-unavailable") break;
    }
  }
  if (known && kept) {
    options.onProgress(`${refusal} Using the ${official} that was pulled before.`);
    return toKept(kept, known.buildReference);
  }
  return { refusal };
}

async function resolveAssembled(
  role: BaseRole,
  options: ResolveBaseOptions,
  refusal: string | undefined,
): Promise<ResolvedBase> {
  const official = OFFICIAL_REFERENCES[role];
  try {
    const made = await resolveStandIn(STAND_INS[role], toArchitecture(options.platform), options);
    return {
      role,
      platform: options.platform,
      reference: official,
      buildReference: made.tag,
      imageId: made.imageId,
      digest: made.imageId,
      origin: "stand-in",
      diffIds: made.diffIds,
      inputs: made.inputs,
      packages: made.packages,
    };
  } catch (error) {
    const failure = toAppError(error);
    const isOurs = failure.code === "base-unavailable" || failure.code === "build-failed";
    if (!isOurs || options.signal.aborted) throw error;
    const tried = `${refusal ? `${refusal} ` : ""}A stand-in could not be assembled: ${failure.message}`;
    throw unavailable(role, tried, error);
  }
}

function toBase(
  role: BaseRole,
  reference: string,
  buildReference: string,
  digest: string,
  origin: ResolvedBase["origin"],
  image: EngineImage,
  options: ResolveBaseOptions,
): ResolvedBase {
  const own = `${image.os}/${image.architecture}`;
  if (own !== options.platform)
    throw new AppError(
      "base-unavailable",
      `${reference} is an image for ${own}, and ${options.platform} is needed. Name another one in ${toVariable(role)}.`,
    );
  const { imageId, diffIds } = image;
  return { role, platform: options.platform, reference, buildReference, imageId, digest, origin, diffIds };
}

function toArchitecture(platform: string): Architecture {
  if (platform === "linux/amd64") return "amd64";
  if (platform === "linux/arm64") return "arm64";
  throw new AppError("bad-input", `The platform ${platform} is not supported: linux/amd64 or linux/arm64.`, {
    field: "platform",
  });
}

function toVariable(role: BaseRole): string {
  return `IMAGE_DIET_BASE_${role.toUpperCase().replaceAll("-", "_")}`;
}

function unavailable(role: BaseRole, tried: string, cause?: unknown): AppError {
  const detail = toAppError(cause).detail;
  return new AppError(
    "base-unavailable",
    `There is no base for ${role} (${OFFICIAL_REFERENCES[role]}). ${tried} Let the engine reach the registry, set IMAGE_DIET_REGISTRY_MIRROR, or name an image in ${toVariable(role)}.`,
    { cause, ...(detail ? { detail } : {}) },
  );
}

function toDiskFull(error: unknown, options: ResolveBaseOptions): AppError | undefined {
  if (!isDiskFull(error)) return undefined;
  return new AppError("disk-full", `The disk that holds ${options.env.home} is full: make room and retry.`, {
    cause: error,
  });
}
