import type { ImageConfig } from "../../oci/types.ts";
import type { PackageListing } from "../../packages/find-packages.ts";
import type { ImageContent } from "../image-content.ts";

/** In the order in which the operational matrix lists them. */
export const TRAIT_IDS = [
  "shell",
  "package-manager",
  "certificates",
  "time-zones",
  "default-user",
  "users",
  "writable-paths",
  "setuid-files",
  "tmp",
  "libc",
  "openssl",
  "locale",
  "nsswitch",
  "debug-tools",
] as const;
export type TraitId = (typeof TRAIT_IDS)[number];

/** What an image has or lacks for operating it, with the proof. */
export type Trait = {
  id: TraitId;
  /** `partial`: there, but with something amiss; `unknown`: it cannot be told. */
  state: "present" | "partial" | "absent" | "unknown";
  /** A few words for a table's cell. */
  value: string;
  /** Paths and facts that were seen, or looked for in vain. */
  evidence: string[];
  /** What stops working, in one sentence; only where something is amiss. */
  breaks?: string;
  /** The Dockerfile line that mends it. */
  mend?: string;
};

export type TraitInput = {
  image: ImageContent;
  config: ImageConfig["config"];
  packages: PackageListing;
};
