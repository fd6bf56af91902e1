import { APK_DATABASE_PATHS } from "./apk.ts";
import { DPKG_STATUS_PATH, isDistrolessStatus } from "./dpkg.ts";
import { OS_RELEASE_PATHS } from "./os-release.ts";
import { isOwnershipText } from "./ownership.ts";

const FIXED = new Set<string>([DPKG_STATUS_PATH, ...APK_DATABASE_PATHS, ...OS_RELEASE_PATHS]);

/** True for the texts that finding packages, their owners and the operating system needs. */
export function isPackageText(path: string): boolean {
  return FIXED.has(path) || isDistrolessStatus(path) || isOwnershipText(path);
}
