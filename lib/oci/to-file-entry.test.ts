import { describe, expect, it } from "vitest";
import type { TarEntry } from "./tar-reader.ts";
import { normalisePath, toFileEntry } from "./to-file-entry.ts";

const file = (name: string, fields: Partial<TarEntry> = {}): TarEntry => ({
  name,
  linkName: "",
  kind: "file",
  sizeBytes: 3,
  sparse: false,
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtimeMs: 0,
  xattrs: undefined,
  ...fields,
});

describe("normalisePath", () => {
  it.each([
    ["./usr/bin/", "usr/bin"],
    ["/etc//passwd", "etc/passwd"],
    ["../../etc/passwd", "etc/passwd"],
    ["a/./b/../c", "a/c"],
    ["./", ""],
    ["..", ""],
    ["a/...", "a/..."],
    ["...hidden/.b", "...hidden/.b"],
    ["plain", "plain"],
  ])("%s is %s", (path, normal) => {
    expect(normalisePath(path)).toBe(normal);
  });
});

describe("toFileEntry", () => {
  it("recognises whiteouts and opaque folders", () => {
    expect(toFileEntry(file("a/.wh.b"))).toMatchObject({ path: "a/b", kind: "whiteout", sizeBytes: 0 });
    expect(toFileEntry(file(".wh.b"))).toMatchObject({ path: "b", kind: "whiteout" });
    expect(toFileEntry(file("a/.wh..wh..opq"))).toMatchObject({ path: "a", kind: "opaque" });
    expect(toFileEntry(file(".wh..wh..opq"))).toMatchObject({ path: "", kind: "opaque" });
  });

  it("takes no other name for a whiteout", () => {
    for (const name of [".wh.", ".wh..", ".wh...", ".wh..wh.plnk", "a.wh.b", "a/.wh.b/c"])
      expect(toFileEntry(file(name)).kind, name).toBe("file");
  });

  it("keeps a symlink's text and normalises what a hard link names", () => {
    expect(toFileEntry(file("a", { kind: "symlink", linkName: "../x/" })).linkTarget).toBe("../x/");
    expect(toFileEntry(file("a", { kind: "hardlink", linkName: "./x/" })).linkTarget).toBe("x");
  });
});
