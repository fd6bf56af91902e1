import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "./errors.ts";

const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const schema = z.object({
  DATABASE_URL: optionalText,
  IMAGE_DIET_HOME: optionalText,
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  DOCKER_HOST: optionalText,
  IMAGE_DIET_BASES: z.enum(["auto", "registry", "stand-in"]).default("auto"),
  IMAGE_DIET_REGISTRY_MIRROR: optionalText,
  IMAGE_DIET_CA_BUNDLE: optionalText,
  /** Folders, separated by colons, below which a prebuilt program may be named by its path. */
  IMAGE_DIET_PREBUILT_ROOTS: optionalText,
  /** Folders, separated by colons, below which a service's source may be named by its path. */
  IMAGE_DIET_SOURCE_ROOTS: optionalText,
  /** Hosts, separated by commas, from which a service's source may be cloned. */
  IMAGE_DIET_GIT_HOSTS: optionalText,
  IMAGE_DIET_BUILD_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
  /** Probe what a run has built as soon as it has ended. */
  IMAGE_DIET_PROBE_BUILDS: z
    .enum(["true", "false"])
    .default("true")
    .transform((value) => value === "true"),
  TRIVY: optionalText,
  TRIVY_CACHE_DIR: optionalText,
  TRIVY_DB_REPOSITORY: optionalText,
  /** Trivy's own: never download a database. */
  TRIVY_SKIP_DB_UPDATE: z
    .enum(["true", "false", "1", "0", ""])
    .default("false")
    .transform((value) => value === "true" || value === "1"),
  IMAGE_DIET_TOKEN: optionalText,
  IMAGE_DIET_PUBLIC_URL: optionalText,
});

export type Env = z.infer<typeof schema> & {
  /** The state directory, absolute. */
  home: string;
  /** IMAGE_DIET_BASE_<ROLE> overrides, by role in lower case with dashes (`distroless-cc`). */
  baseOverrides: Record<string, string>;
};

/** The state directory where IMAGE_DIET_HOME is not set: the user's state directory, `image-diet/`. */
function defaultHome(source: Record<string, string | undefined>): string {
  return join(source.XDG_STATE_HOME ?? join(homedir(), ".local", "state"), "image-diet");
}

/** Reads the configuration once. Throws `bad-input` that names the variable and what it may be. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = String(issue?.path[0] ?? "environment");
    throw new AppError("bad-input", `${field}=${source[field] ?? ""} is not usable: ${issue?.message}.`, {
      field,
    });
  }
  const baseOverrides: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    const role = /^IMAGE_DIET_BASE_([A-Z_]+)$/.exec(name)?.[1];
    if (role && value?.trim()) baseOverrides[role.toLowerCase().replaceAll("_", "-")] = value.trim();
  }
  return { ...parsed.data, home: parsed.data.IMAGE_DIET_HOME ?? defaultHome(source), baseOverrides };
}

let cached: Env | undefined;

/** This process's configuration. Throws as parseEnv does. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
