import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** A time to sleep, in seconds, that no other process of this machine sleeps: its command line tells it. */
export function markedSeconds(seconds: number): string {
  return `${seconds}.${String(randomInt(1e9)).padStart(9, "0")}`;
}

/** A build script that keeps cargo busy in a process of its own that can be told from all others. */
export function sleepingBuildScript(nonce: string, seconds: string): string {
  return `fn main() {
    // ${nonce}
    std::process::Command::new("sleep").arg("${seconds}").status().unwrap();
}
`;
}

/** The processes of this machine, containers' included, that sleep so long. */
export function findSleeping(seconds: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && readCommandLine(name) === `sleep\0${seconds}\0`)
    .map(Number);
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
