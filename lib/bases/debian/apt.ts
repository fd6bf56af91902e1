import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CommandOptions, runCommand } from "../command.ts";
import { withLock } from "../lock.ts";
import { findKeyring, findMirrors, type Mirrors, toSources } from "./mirrors.ts";

/** apt for one suite, apart from the machine's own state; signatures are checked, proxies and credentials kept. */
export type Apt = {
  suite: string;
  architecture: string;
  mirrors: Mirrors;
  keyring: string;
  /** To be set as APT_CONFIG. */
  configFile: string;
  /** The machine's proxies and the like, as lines of an apt configuration. */
  machineSettings: string;
  options: CommandOptions;
};

/** A package's file as it was downloaded. */
export type Deb = { name: string; version: string; path: string };

const LISTS_STAY_FRESH_MS = 6 * 60 * 60 * 1000;
const KEPT_SETTINGS = /^Acquire::(http|https|ftp|Retries|ForceIPv[46]|Check-Valid-Until|Check-Date)\b/i;

/** Sets apt up below `folder` and fetches the suite's package lists where they are missing or old. */
export async function openApt(
  folder: string,
  suite: string,
  architecture: string,
  options: CommandOptions,
  onProgress: (line: string) => void,
): Promise<Apt> {
  const root = join(folder, `${suite}-${architecture}`);
  return withLock(
    root,
    options.signal,
    () => onProgress(`Waiting for another process that fetches the package lists of Debian ${suite}`),
    async () => {
      await makeFolders(root);
      const mirrors = await findMirrors(options);
      const keyring = await findKeyring(root, options);
      const configFile = join(root, "apt.conf");
      const machineSettings = await readMachineSettings(options);
      await writeFile(configFile, machineSettings + toConfig(root, architecture));
      await writeFile(join(root, "etc/sources.list.d/debian.sources"), toSources(suite, mirrors, keyring));
      const apt = { suite, architecture, mirrors, keyring, configFile, machineSettings, options };
      if (await areListsOld(root, mirrors)) {
        onProgress(`Fetching the package lists of Debian ${suite} from ${mirrors.main}`);
        await runApt(apt, ["-qq", "-o", "APT::Update::Error-Mode=any", "update"]);
        await writeFile(join(root, "updated"), mirrors.main);
      }
      return apt;
    },
  );
}

async function makeFolders(root: string): Promise<void> {
  for (const path of [
    "etc/sources.list.d",
    "etc/preferences.d",
    "lists/partial",
    "archives/partial",
    "parts",
  ])
    await mkdir(join(root, path), { recursive: true });
  await writeFile(join(root, "status"), "");
}

async function readMachineSettings(options: CommandOptions): Promise<string> {
  const machine = await runCommand("apt-config", ["dump"], options);
  const kept = machine.split("\n").filter((line) => KEPT_SETTINGS.test(line));
  return kept.map((line) => `${line}\n`).join("");
}

function toConfig(root: string, architecture: string): string {
  const settings: Record<string, string> = {
    "Dir::Etc::parts": join(root, "parts"),
    "Dir::Etc::main": "/dev/null",
    "Dir::Etc::sourcelist": "/dev/null",
    "Dir::Etc::sourceparts": join(root, "etc/sources.list.d"),
    "Dir::Etc::preferences": "/dev/null",
    "Dir::Etc::preferencesparts": join(root, "etc/preferences.d"),
    "Dir::State::lists": join(root, "lists"),
    "Dir::State::status": join(root, "status"),
    "Dir::State::extended_states": join(root, "extended_states"),
    "Dir::Cache": root,
    "Dir::Cache::archives": join(root, "archives"),
    "APT::Architecture": architecture,
    "APT::Sandbox::User": "root",
    "Acquire::Languages": "none",
  };
  const own = Object.entries(settings).map(([name, value]) => `${name} "${value}";`);
  return `${[`APT::Architectures { "${architecture}"; };`, ...own].join("\n")}\n`;
}

async function areListsOld(root: string, mirrors: Mirrors): Promise<boolean> {
  const marker = join(root, "updated");
  const from = await readFile(marker, "utf8").catch(() => undefined);
  if (from !== mirrors.main) return true;
  return Date.now() - (await stat(marker)).mtimeMs > LISTS_STAY_FRESH_MS;
}

/** Runs apt-get with this configuration. Throws as runCommand does. */
function runApt(apt: Apt, args: string[], cwd?: string): Promise<string> {
  const place = cwd === undefined ? {} : { cwd };
  return runCommand("apt-get", args, { ...apt.options, ...place, env: { APT_CONFIG: apt.configFile } });
}

/** Downloads the newest versions of the packages into `folder` (new and empty), in the order asked for. */
export async function downloadPackages(apt: Apt, packages: string[], folder: string): Promise<Deb[]> {
  await mkdir(folder, { recursive: true });
  await runApt(apt, ["-qq", "download", ...packages.map((name) => `${name}:${apt.architecture}`)], folder);
  const files = await readdir(folder);
  return packages.map((name) => {
    const file = files.find((file) => file.startsWith(`${name}_`) && file.endsWith(".deb"));
    if (file === undefined) throw new Error(`apt-get downloaded no ${name}`);
    return { name, version: decodeURIComponent(file.split("_")[1] ?? ""), path: join(folder, file) };
  });
}
