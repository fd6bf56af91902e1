import type { Engine } from "../../engine/types.ts";
import type { Env } from "../../env.ts";
import type { CommandOptions } from "../command.ts";
import type { Apt } from "../debian/apt.ts";

export type Architecture = "amd64" | "arm64";

/** What an assembly works with. */
export type Workshop = {
  engine: Engine;
  env: Env;
  architecture: Architecture;
  /** An empty folder that is gone afterwards. */
  folder: string;
  command: CommandOptions;
  apt: (suite: string) => Promise<Apt>;
  /** The tag of another stand-in, assembled first where it is not there; with what it was made from. */
  standIn: (recipe: Recipe) => Promise<{ tag: string; inputs: string }>;
  onProgress: (line: string) => void;
};

/** Everything is ready but the name, which depends on the packages that were found. */
export type Assembly = {
  /** Debian packages with their versions, as they are in the image. */
  packages: Record<string, string>;
  /** Writes a `docker load` archive to `path` and says which image it holds. */
  write: (path: string, tag: string, labels: Record<string, string>) => Promise<AssembledImage>;
};

export type AssembledImage = { imageId: string; diffIds: string[] };

/** How one stand-in is made. */
export type Recipe = {
  /** Its repository's last part: a base's role, or an intermediate one. */
  name: string;
  /** The official image it stands in for. */
  standsFor: string;
  /** What it is made of, in one sentence. */
  description: string;
  /** All that decides what comes out, except package versions; as JSON it is part of the content address. */
  spec: (architecture: Architecture) => unknown | Promise<unknown>;
  assemble: (workshop: Workshop) => Promise<Assembly>;
};
