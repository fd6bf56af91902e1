import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../errors.ts";
import { DPKG_STATUS_PATH, parseDpkgStatus } from "../../packages/dpkg.ts";
import { writeImageArchive } from "../archive/image.ts";
import { readLayerFile } from "../archive/layer.ts";
import { runCommand } from "../command.ts";
import type { Apt } from "../debian/apt.ts";
import { bootstrap } from "../debian/debootstrap.ts";
import { DEBIAN_MIRRORS, toSources } from "../debian/mirrors.ts";
import { PATH_VARIABLE, toPackages } from "./files.ts";
import type { Assembly, Recipe, Workshop } from "./recipe.ts";

/** What the official image sets for apt and dpkg, by path. */
const SETTINGS: Readonly<Record<string, string>> = {
  "etc/apt/apt.conf.d/docker-clean":
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\nAPT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\nDir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\n',
  "etc/apt/apt.conf.d/docker-gzip-indexes": 'Acquire::GzipIndexes "true";\n',
  "etc/apt/apt.conf.d/docker-no-languages": 'Acquire::Languages "none";\n',
  "etc/apt/apt.conf.d/docker-autoremove-suggests": 'Apt::AutoRemove::SuggestsImportant "false";\n',
  "etc/dpkg/dpkg.cfg.d/docker-apt-speedup": "force-unsafe-io\n",
  "etc/dpkg/dpkg.cfg.d/docker":
    "path-exclude /usr/share/doc/*\npath-include /usr/share/doc/*/copyright\npath-exclude /usr/share/groff/*\npath-exclude /usr/share/info/*\npath-exclude /usr/share/linda/*\npath-exclude /usr/share/lintian/*\npath-exclude /usr/share/locale/*\npath-include /usr/share/locale/locale.alias\npath-exclude /usr/share/man/*\n",
};
const NO_SERVICES = "#!/bin/sh\nexit 101\n";

/** What -slim leaves out, and what a new system should not inherit; relative to its root, as `sh` patterns. */
const LEFT_OUT = `
find usr/share/doc ! -type d ! -name copyright -delete
find usr/share/doc -type d -empty -delete
rm -rf usr/share/groff/* usr/share/info/* usr/share/linda/* usr/share/lintian/* usr/share/man/*
find usr/share/locale -mindepth 1 -maxdepth 1 ! -name locale.alias -exec rm -rf {} +
rm -rf var/lib/apt/lists/* var/cache/apt/* var/cache/ldconfig/aux-cache var/cache/debconf/*-old var/lib/dpkg/*-old \\
  var/log/* tmp/* run/* dev/* etc/resolv.conf etc/hostname etc/apt/apt.conf.d/99assembly debootstrap
: >etc/machine-id
`;

/** Stand-ins for Debian's -slim images: debootstrap's minbase, newest fixes, no documentation, no translations. */
export const debianSlim = debian("debian-slim", "trixie");
/** What the stand-in of the toolchain stands on. */
export const debianBookwormSlim = debian("debian-bookworm-slim", "bookworm");

function debian(name: string, suite: string): Recipe {
  return {
    name,
    standsFor: `debian:${suite}-slim`,
    description:
      "Debian's minbase without documentation and translations; assembled from packages, not pulled",
    spec: (architecture) => ({ format: 2, suite, architecture, SETTINGS, NO_SERVICES, LEFT_OUT }),
    assemble: (workshop) => assemble(workshop, suite),
  };
}

async function assemble(workshop: Workshop, suite: string): Promise<Assembly> {
  const { architecture, folder, command } = workshop;
  if (process.getuid?.() !== 0)
    throw new AppError(
      "base-unavailable",
      `Assembling debian:${suite}-slim needs root (it unpacks and configures packages in a folder of their own).`,
    );
  const apt = await workshop.apt(suite);
  const root = join(folder, "root");
  await bootstrap(apt, suite, root, join(folder, "debootstrap"), SETTINGS, workshop.onProgress);
  await writeFile(join(root, "usr/sbin/policy-rc.d"), NO_SERVICES, { mode: 0o755 });
  workshop.onProgress(`Debian ${suite}: bringing in security fixes`);
  await upgrade(root, apt);
  await writeFile(join(root, "etc/apt/sources.list.d/debian.sources"), toSources(suite, DEBIAN_MIRRORS));
  const createdAt = await findNewest(root);
  await runCommand("sh", ["-euc", LEFT_OUT], { ...command, cwd: root });
  workshop.onProgress(`Debian ${suite}: packing`);
  const tar = join(folder, "root.tar");
  const time = `@${Math.floor(createdAt.getTime() / 1000)}`;
  const rules = ["--sort=name", "--numeric-owner", `--mtime=${time}`, "--clamp-mtime"];
  await runCommand("tar", ["-C", root, ...rules, "-cf", tar, ...(await readdir(root)).sort()], command);
  const layer = await readLayerFile(tar, `debootstrap --variant=minbase ${suite}, slimmed`);
  const packages = toPackages(parseDpkgStatus(await readFile(join(root, DPKG_STATUS_PATH), "utf8")));
  return {
    packages,
    write: async (path, tag, labels) => ({
      imageId: await writeImageArchive(path, {
        tag,
        architecture,
        createdAt,
        config: { Cmd: ["bash"], Env: [PATH_VARIABLE], Labels: labels },
        layers: [layer],
      }),
      diffIds: [layer.diffId],
    }),
  };
}

/** The official image has the fixes of the security suite; debootstrap knows the main one only. */
async function upgrade(root: string, apt: Apt): Promise<void> {
  const { signal } = apt.options;
  await rm(join(root, "etc/apt/sources.list"), { force: true });
  await mkdir(join(root, "etc/apt/sources.list.d"), { recursive: true });
  await writeFile(join(root, "etc/apt/sources.list.d/debian.sources"), toSources(apt.suite, apt.mirrors));
  await writeFile(join(root, "etc/apt/apt.conf.d/99assembly"), apt.machineSettings);
  await cp("/etc/resolv.conf", join(root, "etc/resolv.conf"), { dereference: true }).catch(() => {});
  const env = { DEBIAN_FRONTEND: "noninteractive", SOURCE_DATE_EPOCH: "1735689600" };
  for (const args of [["update"], ["-y", "dist-upgrade"]])
    await runCommand("chroot", [root, "apt-get", "-qq", ...args], { signal, env });
}

/** When the youngest package was made, by the files that come out of packages unchanged. */
async function findNewest(root: string): Promise<Date> {
  const documents = join(root, "usr/share/doc");
  let newest = 0;
  for (const name of await readdir(documents)) {
    const found = await stat(join(documents, name, "copyright")).catch(() => undefined);
    newest = Math.max(newest, found?.mtimeMs ?? 0);
  }
  return new Date(Math.floor(newest / 1000) * 1000);
}
