import { errnoOf } from "./errno.ts";

/** True while this machine runs a process of that number, also one that is not ours to ask. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === "EPERM";
  }
}
