import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { explainFailure } from "./failure.mjs";
import { findProgram, runProgram } from "./run-program.mjs";
import { removeFile } from "./state.mjs";

const POLICY = "/usr/sbin/policy-rc.d";

/** Whether system packages can be installed here: Debian's or Ubuntu's apt, and the rights to use it. */
export async function canInstall() {
  return process.getuid?.() === 0 && (await findProgram("apt-get")) !== undefined;
}

/**
 * Installs Debian packages. None of the services that they bring is started now. Throws LaunchFailure.
 * @param {string[]} packages
 */
export async function installPackages(packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive", NEEDRESTART_SUSPEND: "1" };
  const hints = { place: "/usr", network: "the Debian package archive" };
  const what = `Installing ${packages.join(", ")}`;
  const lock = ["-o", "DPkg::Lock::Timeout=120"];
  // Finishes an installation that was interrupted; does nothing otherwise.
  await runProgram("dpkg", ["--configure", "-a"], { env });
  const update = await runProgram("apt-get", [...lock, "update", "-qq"], { env });
  const blocked = !existsSync(POLICY);
  if (blocked) {
    writeFileSync(POLICY, "#!/bin/sh\nexit 101\n");
    chmodSync(POLICY, 0o755);
  }
  try {
    const args = [...lock, "install", "-y", "-qq", "--no-install-recommends", ...packages];
    const { ok, output } = await runProgram("apt-get", args, { env });
    if (!ok) throw explainFailure(what, `${update.ok ? "" : update.output}\n${output}`, hints);
  } finally {
    if (blocked) removeFile(POLICY);
  }
}
