import type { StatusView } from "@/lib/status/schemas.ts";

/** With less PostgreSQL may stop at any write. */
const FULL_BELOW_BYTES = 50e6;

/** Whether the disk that the state folder is on has no room left to work with. */
export function isDiskFull({ diskFreeBytes }: Pick<StatusView, "diskFreeBytes">): boolean {
  return diskFreeBytes !== undefined && diskFreeBytes < FULL_BELOW_BYTES;
}

/** What is said of it. */
export const DISK_FULL = {
  title: "The disk is full",
  text: "Nothing can be stored or built before there is space again where the state folder is; nothing stored is lost.",
  cure: "Free some: images and the build cache of the Docker Engine take most of it. Work goes on by itself then.",
  code: "disk-full",
};
