import { describe, expect, it } from "vitest";
import { findPackages } from "./find-packages.ts";
import type { TextHistory } from "./types.ts";

const one = (path: string, text: string, layerIndex = 0): TextHistory => ({
  path,
  versions: [{ layerIndex, text }],
});
const DEBIAN = one("etc/os-release", 'ID=debian\nVERSION_ID="13"\n');
const NOTHING = { texts: [], binaries: [], findLicences: () => undefined };

const LIBC = `Package: libc6
Status: install ok installed
Installed-Size: 13318
Architecture: amd64
Source: glibc
Version: 2.41-12+deb13u4
Description: GNU C Library: Shared libraries
 Contains the standard libraries.
 .
 More.
`;
const GCC = `Package: libgcc-s1
Status: install ok installed
Architecture: amd64
Source: gcc-14 (14.2.0-19)
Version: 14.2.0-19
`;
const GONE = `Package: nano
Status: deinstall ok config-files
Version: 8.0
`;

describe("findPackages", () => {
  it("reads dpkg's database: installed packages only, sources, sizes, licences", () => {
    const { packages, sources, operatingSystem } = findPackages({
      ...NOTHING,
      texts: [DEBIAN, one("var/lib/dpkg/status", [LIBC, GCC, GONE].join("\n"))],
      findLicences: (name) => (name === "libc6" ? ["LGPL-2.1+"] : undefined),
    });
    expect(operatingSystem?.id).toBe("debian");
    expect(packages).toEqual([
      {
        type: "deb",
        name: "libc6",
        version: "2.41-12+deb13u4",
        architecture: "amd64",
        source: { name: "glibc", version: "2.41-12+deb13u4" },
        licences: ["LGPL-2.1+"],
        declaredBytes: 13318 * 1024,
        description: "GNU C Library: Shared libraries",
        layerIndex: 0,
        foundIn: "var/lib/dpkg/status",
        purl: "pkg:deb/debian/libc6@2.41-12%2Bdeb13u4?arch=amd64&distro=debian-13",
      },
      expect.objectContaining({ name: "libgcc-s1", source: { name: "gcc-14", version: "14.2.0-19" } }),
    ]);
    expect(packages[1]).not.toHaveProperty("licences");
    expect(packages[1]).not.toHaveProperty("declaredBytes");
    expect(sources).toEqual([{ cataloger: "dpkg", path: "var/lib/dpkg/status", state: "read", packages: 2 }]);
  });

  it("reads distroless' one file a package, and not their checksums", () => {
    const status = LIBC.replace("Status: install ok installed\n", "");
    const { packages } = findPackages({
      ...NOTHING,
      texts: [
        one("var/lib/dpkg/status.d/libc6", status, 6),
        one("var/lib/dpkg/status.d/libc6.md5sums", "Package: x\nVersion: 1\n", 6),
      ],
    });
    expect(packages).toHaveLength(1);
    expect(packages[0]).toMatchObject({
      name: "libc6",
      layerIndex: 6,
      purl: expect.stringContaining("pkg:deb/debian/libc6@"),
    });
  });

  it.each(["lib/apk/db/installed", "usr/lib/apk/db/installed"])("reads apk's database at %s", (path) => {
    const text = `C:Q1abc=
P:musl
V:1.2.5-r10
A:x86_64
I:667648
T:the musl c library
o:musl
L:MIT
F:lib
R:ld-musl-x86_64.so.1

P:libcrypto3
V:3.5.1-r0
A:x86_64
o:openssl
L:Apache-2.0
`;
    const { packages } = findPackages({
      ...NOTHING,
      texts: [one("usr/lib/os-release", "ID=alpine\nVERSION_ID=3.22.1\n"), one(path, text)],
    });
    expect(packages).toMatchObject([
      {
        type: "apk",
        name: "libcrypto3",
        source: { name: "openssl", version: "3.5.1-r0" },
        licences: ["Apache-2.0"],
      },
      {
        name: "musl",
        declaredBytes: 667648,
        purl: "pkg:apk/alpine/musl@1.2.5-r10?arch=x86_64&distro=alpine-3.22.1",
      },
    ]);
    expect(packages[1]).not.toHaveProperty("source");
  });

  it("names the layer that brought each package", () => {
    const upgraded = GCC.replaceAll("14.2.0-19", "14.2.0-20");
    const history: TextHistory = {
      path: "var/lib/dpkg/status",
      versions: [
        { layerIndex: 0, text: `${LIBC}\n${GCC}` },
        { layerIndex: 2, text: `${LIBC}\n${upgraded}` },
        { layerIndex: 5, text: `${LIBC}\n${upgraded}\nPackage: curl\nVersion: 8\n` },
      ],
    };
    const { packages } = findPackages({ ...NOTHING, texts: [history] });
    expect(packages.map(({ name, layerIndex }) => [name, layerIndex])).toEqual([
      ["curl", 5],
      ["libc6", 0],
      ["libgcc-s1", 2],
    ]);
  });

  it("reads crates, and says what it could not read", () => {
    const crate = {
      name: "serde",
      version: "1.0.0",
      source: "crates.io",
      kind: "runtime",
      dependencies: [],
      root: false,
    };
    const root = { ...crate, name: "whoami", source: "local", root: true, dependencies: [0, 9] };
    const { packages, sources } = findPackages({
      ...NOTHING,
      binaries: [
        { path: "app", layerIndex: 3, crateList: { state: "present", crates: [crate, root] } },
        { path: "broken", layerIndex: 3, crateList: { state: "unreadable", reason: "it is damaged" } },
        { path: "plain", layerIndex: 3, crateList: { state: "absent" } },
      ],
    });
    expect(packages).toMatchObject([
      { type: "cargo", name: "serde", purl: "pkg:cargo/serde@1.0.0" },
      { name: "whoami", cargo: { isRoot: true, dependencies: ["pkg:cargo/serde@1.0.0"] } },
    ]);
    expect(sources).toEqual([
      { cataloger: "cargo-auditable", path: "app", state: "read", packages: 2 },
      {
        cataloger: "cargo-auditable",
        path: "broken",
        state: "unreadable",
        packages: 0,
        reason: "it is damaged",
      },
    ]);
  });

  it("finds nothing, and no source, in an empty image", () => {
    expect(findPackages(NOTHING)).toEqual({ packages: [], sources: [] });
  });

  it("takes any text without falling over", () => {
    const junk = [
      "\0\0",
      "Package:\nVersion:\n",
      ": x\n y",
      "P:\nV:\n\n",
      "a".repeat(100_000),
      "Package: a\r\nVersion: 1\r\n",
    ];
    for (const text of junk) {
      for (const path of ["var/lib/dpkg/status", "lib/apk/db/installed", "etc/os-release"]) {
        expect(findPackages({ ...NOTHING, texts: [one(path, text)] }).packages.length).toBeLessThan(2);
      }
    }
  });
});
