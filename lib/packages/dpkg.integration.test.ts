import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseDpkgStatus } from "./dpkg.ts";

const isDebian = existsSync("/var/lib/dpkg/status") && existsSync("/usr/bin/dpkg-query");

describe.skipIf(!isDebian)(`this machine's packages${isDebian ? "" : " (skipped: no dpkg here)"}`, () => {
  it("equal dpkg-query's, with source and size", () => {
    const fields = [
      "db:Status-Status",
      "Package",
      "Version",
      "Architecture",
      "source:Package",
      "source:Version",
      "Installed-Size",
    ];
    const format = `${fields.map((field) => `\${${field}}`).join("\\t")}\\n`;
    const told = execFileSync("dpkg-query", ["-W", "-f", format], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.startsWith("installed\t"))
      .map((line) => line.slice("installed\t".length))
      .sort();
    const read = parseDpkgStatus(readFileSync("/var/lib/dpkg/status", "utf8"))
      .map(({ name, version, architecture, source, installedBytes }) =>
        [name, version, architecture, source.name, source.version, (installedBytes ?? 0) / 1024].join("\t"),
      )
      .sort();
    expect(read.length).toBeGreaterThan(50);
    expect(read).toEqual(told);
  });
});
