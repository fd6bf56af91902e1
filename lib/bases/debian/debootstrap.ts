import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError } from "../../errors.ts";
import { runCommand } from "../command.ts";
import { type Apt, downloadPackages } from "./apt.ts";

// debootstrap fetches with wget, which a small system does not have; apt does, with the machine's proxies.
const WGET = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in -O) target=$2; shift ;; -*) ;; *) url=$1 ;; esac
  shift
done
exec /usr/lib/apt/apt-helper -qq download-file "$url" "$target"
`;

/**
 * Makes a minimal Debian system in `root`, with the suite's own debootstrap, which need not be installed. `settings`
 * (text by path) are there before dpkg unpacks anything. Needs root. `folder` is for debootstrap's own files. Throws
 * base-unavailable, disk-full, cancelled.
 */
export async function bootstrap(
  apt: Apt,
  suite: string,
  root: string,
  folder: string,
  settings: Readonly<Record<string, string>>,
  onProgress: (line: string) => void,
): Promise<void> {
  const own = process.arch === "arm64" ? "arm64" : "amd64";
  if (apt.architecture !== own)
    throw new AppError(
      "base-unavailable",
      `Debian for ${apt.architecture} cannot be assembled on a machine of ${own}.`,
    );
  const [program] = await downloadPackages(apt, ["debootstrap"], join(folder, "debs"));
  if (!program) throw new Error("apt-get downloaded no debootstrap");
  await runCommand("dpkg-deb", ["-x", program.path, folder], apt.options);
  const tools = join(folder, "tools");
  await mkdir(tools, { recursive: true });
  await writeFile(join(tools, "wget"), WGET, { mode: 0o755 });
  const options = ["--variant=minbase", `--arch=${apt.architecture}`, `--keyring=${apt.keyring}`];
  const onLine = toProgress(suite, onProgress);
  // In two stages, so that dpkg finds its settings (no fsync, no documentation) when it unpacks in the second.
  const script = join(folder, "usr/sbin/debootstrap");
  await runCommand("sh", [script, "--foreign", ...options, suite, root, apt.mirrors.main], {
    ...apt.options,
    env: {
      APT_CONFIG: apt.configFile,
      DEBOOTSTRAP_DIR: join(folder, "usr/share/debootstrap"),
      PATH: `${tools}:${process.env.PATH ?? ""}:/usr/sbin:/sbin`,
    },
    onLine,
  });
  for (const [path, text] of Object.entries(settings)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await runCommand("chroot", [root, "/debootstrap/debootstrap", "--second-stage"], {
    ...apt.options,
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", SOURCE_DATE_EPOCH: "1735689600" },
    onLine,
  });
}

/** debootstrap says several lines a package; every tenth of a kind is told on, as `unpacking (30)`. */
function toProgress(suite: string, onProgress: (line: string) => void): (line: string) => void {
  const counts = new Map<string, number>();
  return (line) => {
    const [, kind = "", rest] = /^I: (\w+) ?(.*)$/.exec(line) ?? [];
    if (!/^(Retrieving|Extracting|Unpacking|Configuring)$/.test(kind) || rest === undefined) return;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count % 10 === 1) onProgress(`Debian ${suite}: ${kind.toLowerCase()} packages (${count})`);
  };
}
