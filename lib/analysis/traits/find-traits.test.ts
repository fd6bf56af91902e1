import { describe, expect, it } from "vitest";
import type { FileEntry } from "../../oci/file-entry.ts";
import type { ImageConfig } from "../../oci/types.ts";
import { findPackages } from "../../packages/find-packages.ts";
import { toImageContent, toTextHistories } from "../image-content.ts";
import type { LayerIndex } from "../layer-index.ts";
import { entry, folder, layer, symlink } from "../testing/layers.ts";
import { findTraits } from "./find-traits.ts";
import { TRAIT_IDS, type TraitId } from "./types.ts";
import { parsePasswd } from "./users.ts";

type Kept = Partial<Omit<LayerIndex, "entries">>;

function traitsOf(entries: FileEntry[], kept: Kept = {}, config: ImageConfig["config"] = {}) {
  const image = toImageContent([layer(entries, kept)]);
  const packages = findPackages({
    texts: toTextHistories(image),
    binaries: [],
    findLicences: () => undefined,
  });
  const traits = findTraits({ image, config, packages });
  expect(traits.map(({ id }) => id)).toEqual([...TRAIT_IDS]);
  return (id: TraitId) => traits.find((trait) => trait.id === id);
}
const texts = (files: Record<string, string>): Kept => ({ texts: new Map(Object.entries(files)) });
const executable = (path: string, mode = 0o755) => entry(path, { mode, sizeBytes: 10 });

describe("on an empty image", () => {
  const trait = traitsOf([]);
  it("everything is absent, and says what breaks and what mends it", () => {
    for (const id of TRAIT_IDS) {
      const found = trait(id);
      if (id === "default-user") expect(found).toMatchObject({ state: "absent", value: "root" });
      else if (id === "writable-paths") expect(found?.value).toBe("everything");
      else expect(found?.state).toBe("absent");
      expect(found?.evidence.length).toBeGreaterThan(0);
      // none is better, or nothing reads it there
      if (id === "setuid-files" || id === "nsswitch") continue;
      expect([id, found?.breaks !== undefined, found?.mend !== undefined]).toEqual([id, true, true]);
    }
  });
});

describe("on a Debian", () => {
  const trait = traitsOf(
    [
      symlink("bin", "usr/bin"),
      symlink("usr/bin/sh", "dash"),
      executable("usr/bin/dash"),
      executable("usr/bin/apt-get"),
      executable("usr/bin/su", 0o4755),
      executable("usr/bin/ls"),
      folder("tmp", { mode: 0o1777 }),
      folder("home/app", { uid: 1000, mode: 0o700 }),
      entry("home/app/notes", { uid: 1000 }),
      entry("usr/share/zoneinfo/Europe/Berlin", { sizeBytes: 5 }),
      entry("usr/share/zoneinfo/zone.tab", { sizeBytes: 5 }),
      entry("usr/lib/x86_64-linux-gnu/libc.so.6", { sizeBytes: 5 }),
      entry("usr/lib/x86_64-linux-gnu/libssl.so.3", { sizeBytes: 5 }),
      entry("usr/lib/locale/C.utf8/LC_CTYPE", { sizeBytes: 5 }),
    ],
    {
      ...texts({
        "etc/passwd": "root:x:0:0:root:/root:/bin/bash\napp:x:1000:1000::/home/app:/usr/sbin/nologin\n",
        "etc/nsswitch.conf": "passwd: files\nhosts: files dns\n",
        "var/lib/dpkg/status":
          "Package: libc6\nVersion: 2.41-12+deb13u4\n\nPackage: libssl3t64\nVersion: 3.5.7-1\n",
      }),
      certificates: new Map([
        [
          "etc/ssl/certs/ca-certificates.crt",
          { count: 148, unreadable: 0, oldestExpiry: { at: "2029-01-01T00:00:00.000Z", subject: "Root" } },
        ],
      ]),
    },
    { User: "app" },
  );

  it.each([
    ["shell", "present", "sh (dash)"],
    ["package-manager", "present", "apt-get"],
    ["certificates", "present", "148 roots"],
    ["time-zones", "present", "1 zones"],
    ["default-user", "present", "app (1000)"],
    ["users", "present", "2"],
    ["writable-paths", "present", "/home/app, /tmp"],
    ["setuid-files", "present", "1"],
    ["tmp", "present", "1777"],
    ["libc", "present", "glibc 2.41"],
    ["openssl", "present", "3.5.7-1"],
    ["locale", "partial", "installed, not set"],
    ["nsswitch", "present", "files dns"],
    ["debug-tools", "present", "ls"],
  ] as const)("%s is %s: %s", (id, state, value) => {
    expect(trait(id)).toMatchObject({ state, value });
  });

  it("shows its evidence", () => {
    expect(trait("shell")?.evidence).toContain("sh is /usr/bin/dash");
    expect(trait("setuid-files")?.evidence).toEqual(["/usr/bin/su: setuid"]);
    expect(trait("certificates")?.evidence).toContain("first to expire: Root, 2029-01-01");
    expect(trait("users")?.evidence).toContain("with a login shell: root");
  });
});

describe("traps", () => {
  it("busybox' applets are tools and a shell, and no package manager", () => {
    const links = ["sh", "dpkg", "wget"].map((name) => symlink(`bin/${name}`, "/bin/busybox"));
    const trait = traitsOf([
      executable("bin/busybox"),
      ...links,
      entry("lib/ld-musl-x86_64.so.1", { sizeBytes: 1 }),
    ]);
    expect(trait("shell")?.value).toBe("sh (busybox)");
    expect(trait("package-manager")?.state).toBe("absent");
    expect(trait("debug-tools")?.value).toBe("busybox, wget");
    expect(trait("libc")?.value).toBe("musl");
    expect(trait("locale")?.state).toBe("present");
  });

  it("a shell that is no executable, or a link to nowhere, is none", () => {
    expect(traitsOf([entry("bin/sh"), symlink("bin/bash", "/opt/bash")])("shell")?.state).toBe("absent");
  });

  it.each([
    ["", "absent", "root"],
    ["0", "absent", "root"],
    ["root", "absent", "root"],
    ["65532:65532", "present", "uid 65532"],
    ["ghost", "partial", "ghost, not in /etc/passwd"],
  ])("USER %j is %s", (User, state, value) => {
    const trait = traitsOf([], texts({ "etc/passwd": "root:x:0:0::/:/bin/sh\n" }), { User });
    expect(trait("default-user")).toMatchObject({ state, value });
    if (state === "partial") expect(trait("writable-paths")?.state).toBe("unknown");
  });

  it("a bundle elsewhere is found by SSL_CERT_FILE, loose certificates are only part of it", () => {
    const bundle = { certificates: new Map([["etc/ssl/cert.pem", { count: 3, unreadable: 1 }]]) };
    expect(traitsOf([], bundle, { Env: ["SSL_CERT_FILE=/etc/ssl/cert.pem"] })("certificates")?.value).toBe(
      "3 roots",
    );
    const loose = traitsOf([entry("usr/share/ca-certificates/mozilla/A.crt", { sizeBytes: 9 })]);
    expect(loose("certificates")?.state).toBe("partial");
  });

  it("a /tmp that only root can write to is partial", () => {
    expect(traitsOf([folder("tmp")])("tmp")).toMatchObject({ state: "partial", value: "755" });
  });

  it("passwd lines that are none are left out", () => {
    expect(parsePasswd("a:x:1:1::/:/bin/sh\nbroken\n:::\nb:x:-1:1::/:/bin/sh\n\n")).toEqual([
      { name: "a", uid: 1, gid: 1, home: "/", shell: "/bin/sh" },
    ]);
  });
});
