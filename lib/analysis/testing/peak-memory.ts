import { existsSync, readFileSync } from "node:fs";

const STATUS = "/proc/self/status";

/**
 * The most memory that this process ever held, in bytes. Where the kernel says it: what getrusage says also counts what
 * the parent held when it started this process.
 */
export function readPeakBytes(): number {
  if (!existsSync(STATUS)) return process.resourceUsage().maxRSS * 1024;
  return Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(readFileSync(STATUS, "utf8"))?.[1]) * 1024;
}
