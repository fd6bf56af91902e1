import { expect, it } from "vitest";
import { findOwnedPaths, isOwnershipText } from "./ownership.ts";

it("reads dpkg's lists, distroless' checksums and apk's database", () => {
  const text = (path: string, content: string) => ({ path, versions: [{ layerIndex: 0, text: content }] });
  const owned = findOwnedPaths([
    text("var/lib/dpkg/info/bash.list", "/.\n/bin\n/bin/bash\n/usr/share/doc/a b\n"),
    text(
      "var/lib/dpkg/status.d/libc6.md5sums",
      `${"a".repeat(32)}  usr/lib/libc.so.6\n${"b".repeat(32)}  ./etc/x\n`,
    ),
    text("lib/apk/db/installed", "P:musl\nV:1\nF:lib\nR:ld-musl.so.1\nF:\nR:top\n"),
    text("etc/passwd", "/etc/passwd\n"),
  ]);
  expect([...owned].sort()).toEqual([
    "bin",
    "bin/bash",
    "etc/x",
    "lib/ld-musl.so.1",
    "top",
    "usr/lib/libc.so.6",
    "usr/share/doc/a b",
  ]);
});

it("knows which texts tell of owners", () => {
  expect(isOwnershipText("var/lib/dpkg/info/libc6:amd64.list")).toBe(true);
  expect(isOwnershipText("var/lib/dpkg/info/libc6.postinst")).toBe(false);
});
