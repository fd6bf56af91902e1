import { deflateSync } from "node:zlib";
import { buildElf } from "../../elf/testing/build-elf.ts";
import type { LayerFiles } from "./build-archive.ts";

export const BINARY_PATH = "usr/local/bin/svc";

/** A layer with Debian's package database. Each package is `name version`, or `name version source`. */
export function debianLayer(packages: string[], release = "13.7"): LayerFiles {
  const entries = packages.map((line) => {
    const [name = "", version = "", source] = line.split(" ");
    const lines = [
      `Package: ${name}`,
      "Status: install ok installed",
      "Architecture: amd64",
      ...(source ? [`Source: ${source}`] : []),
      `Version: ${version}`,
      "Maintainer: Test <test@example.org>",
      `Description: ${name}`,
    ];
    return `${lines.join("\n")}\n`;
  });
  return { "etc/debian_version": `${release}\n`, "var/lib/dpkg/status": entries.join("\n") };
}

/** A layer with Alpine's package database. */
export function alpineLayer(packages: string[], release: string): LayerFiles {
  const entries = packages.map((line) => {
    const [name = "", version = ""] = line.split(" ");
    return `P:${name}\nV:${version}\nA:x86_64\no:${name}\nL:MIT\n`;
  });
  return { "etc/alpine-release": `${release}\n`, "lib/apk/db/installed": `${entries.join("\n")}\n` };
}

/** A layer with a Rust binary. With `crates` (each `name version`), it says them as cargo-auditable writes it. */
export function binaryLayer(crates?: string[], path = BINARY_PATH): LayerFiles {
  const packages = (crates ?? []).map((line) => {
    const [name, version] = line.split(" ");
    return { name, version, source: "crates.io" };
  });
  const root = { name: "svc", version: "0.1.0", source: "local", root: true };
  const audit = deflateSync(JSON.stringify({ packages: [...packages, root] }));
  const bytes = buildElf(crates === undefined ? {} : { sections: [{ name: ".dep-v0", bytes: audit }] });
  return { [path]: { bytes, mode: 0o755 } };
}
