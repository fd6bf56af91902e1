import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { areChildrenRefused, forgetChild, registerChild } from "./children.mjs";
import { LaunchFailure } from "./failure.mjs";
import { stopOne } from "./stop.mjs";

/**
 * Runs a program to its end and keeps what it wrote; `echo` shows it too, and after `limitMs` it is stopped. Rejects
 * only where it could not be started.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, input?: string, echo?: boolean, limitMs?: number }} [options]
 * @returns {Promise<{ ok: boolean, status: number | null, output: string }>} the last 200,000 characters of its output
 */
export function runProgram(command, args, { cwd, env, input, echo = false, limitMs } = {}) {
  if (areChildrenRefused()) return Promise.reject(new LaunchFailure("Stopped before the end."));
  return new Promise((resolve, reject) => {
    // A group of its own: Ctrl-C reaches the launcher alone, which ends things in order.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      detached: true,
    });
    const registered = child.pid === undefined ? undefined : registerChild("program", child.pid);
    const timer = limitMs && setTimeout(() => registered && stopOne(registered), limitMs);
    const end = () => {
      clearTimeout(timer || undefined);
      if (registered) forgetChild(registered);
    };
    let output = "";
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      const text = String(chunk);
      output = (output + text).slice(-200_000);
      if (echo) process.stdout.write(chunk);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    child.on("error", (error) => {
      end();
      reject(error);
    });
    child.on("close", (status) => {
      end();
      resolve({ ok: status === 0, status, output });
    });
  });
}

/**
 * Where a program is: PATH, then the folders of system programs that an ordinary user's PATH lacks.
 * @param {string} name
 * @returns {Promise<string | undefined>}
 */
export async function findProgram(name) {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/local/sbin", "/usr/sbin", "/sbin"];
  for (const folder of folders.filter((path) => path !== "")) {
    const path = `${folder}/${name}`;
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}
