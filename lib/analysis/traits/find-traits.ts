import { findCertificates } from "./certificates.ts";
import { findLibc, findOpenssl } from "./libraries.ts";
import { findLocale, findNsswitch } from "./names.ts";
import { findSetuidFiles, findTmp, findWritablePaths } from "./permissions.ts";
import { findTimeZones } from "./time-zones.ts";
import { findDebugTools, findPackageManager, findShell } from "./tools.ts";
import type { Trait, TraitId, TraitInput } from "./types.ts";
import { TRAIT_IDS } from "./types.ts";
import { findDefaultUser, findUsers } from "./users.ts";

const FINDERS: Record<TraitId, (input: TraitInput) => Trait> = {
  shell: findShell,
  "package-manager": findPackageManager,
  certificates: findCertificates,
  "time-zones": findTimeZones,
  "default-user": findDefaultUser,
  users: findUsers,
  "writable-paths": findWritablePaths,
  "setuid-files": findSetuidFiles,
  tmp: findTmp,
  libc: findLibc,
  openssl: findOpenssl,
  locale: findLocale,
  nsswitch: findNsswitch,
  "debug-tools": findDebugTools,
};

/** All traits of an image, one of each, in the matrix's order. Never throws. */
export function findTraits(input: TraitInput): Trait[] {
  return TRAIT_IDS.map((id) => FINDERS[id](input));
}
