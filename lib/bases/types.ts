import type { Engine } from "../engine/types.ts";
import type { Env } from "../env.ts";
import type { BaseRole } from "../variants/variants.ts";

export type ResolvedBase = {
  role: BaseRole;
  platform: string;
  /** What people read: `debian:trixie-slim`, or the override's own words. */
  reference: string;
  /** What goes into FROM: pinned by digest, or a stand-in's local content-addressed tag. */
  buildReference: string;
  imageId: string;
  /** The registry's manifest digest; a stand-in's imageId. */
  digest: string;
  origin: "registry" | "override" | "stand-in";
  diffIds: string[];
  /** Stand-ins: hash of everything they were made from. */
  inputs?: string;
  /** Stand-ins: the Debian packages with their versions. */
  packages?: Record<string, string>;
};

export type ResolveBaseOptions = {
  engine: Engine;
  env: Env;
  platform: string;
  signal: AbortSignal;
  /** One line that says what is being done now. */
  onProgress: (line: string) => void;
};

/** override -> registry -> stand-in. Throws base-unavailable that says what was tried and what to do; cancelled. */
export type ResolveBase = (role: BaseRole, options: ResolveBaseOptions) => Promise<ResolvedBase>;
