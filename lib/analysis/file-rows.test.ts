import { describe, expect, it } from "vitest";
import { findFiles, listFolder, toFileFlags } from "./file-rows.ts";
import { findTreeNode, toFileTree } from "./file-tree.ts";
import { toImageContent } from "./image-content.ts";
import { entry, folder, layer, opaque, symlink, whiteout } from "./testing/layers.ts";

const image = toImageContent([
  layer(
    [
      folder("usr"),
      folder("usr/bin"),
      entry("usr/bin/su", { sizeBytes: 50, mode: 0o4755 }),
      entry("usr/bin/sh", { sizeBytes: 100, mode: 0o755 }),
      folder("tmp", { mode: 0o1777 }),
      entry("var/cache/big", { sizeBytes: 1000 }),
      symlink("bin", "usr/bin"),
    ],
    {},
    true,
  ),
  layer([
    folder("usr"),
    folder("usr/bin"),
    entry("usr/bin/app", { sizeBytes: 700 }),
    whiteout("var/cache/big"),
  ]),
  layer([entry("usr/bin/sh", { sizeBytes: 90, mode: 0o755 }), entry("etc/open", { mode: 0o666 })]),
]);

describe("the tree", () => {
  it("compares the whole image with its base", () => {
    const tree = toFileTree(image, { type: "image" });
    expect(listFolder(tree).map(({ name, change, sizeBytes }) => [name, change, sizeBytes])).toEqual([
      ["usr", "changed", 840],
      ["bin", "unchanged", 0],
      ["etc", "added", 0],
      ["tmp", "unchanged", 0],
      ["var", "changed", 0],
    ]);
    const bin = findTreeNode(tree, "usr/bin");
    expect(bin && listFolder(bin).map(({ name, change, layerIndex }) => [name, change, layerIndex])).toEqual([
      ["app", "added", 1],
      ["sh", "changed", 2],
      ["su", "unchanged", 0],
    ]);
    expect(findTreeNode(tree, "var")).toMatchObject({ removedBytes: 1000, sizeBytes: 0 });
    expect(findTreeNode(tree, "var/cache/big")).toMatchObject({ change: "removed" });
    expect(findTreeNode(tree, "no/such/path")).toBeUndefined();
  });

  it("compares a layer with those below it", () => {
    const tree = toFileTree(image, { type: "layer", index: 1 });
    const changed = findFiles(tree, { changes: ["added", "changed", "removed"] }, { limit: 10 });
    expect(changed.rows.map(({ path, change }) => [path, change])).toEqual([
      ["usr/bin/app", "added"],
      ["var/cache/big", "removed"],
    ]);
  });

  it("shows an opaque folder's loss, and folders whose rights changed", () => {
    const opaqued = toImageContent([
      layer([folder("d"), entry("d/a", { sizeBytes: 5 })]),
      layer([folder("d", { mode: 0o700 }), opaque("d")]),
    ]);
    const tree = toFileTree(opaqued, { type: "layer", index: 1 });
    expect(findTreeNode(tree, "d")).toMatchObject({ change: "changed", removedBytes: 5, fileCount: 0 });
  });
});

describe("rows", () => {
  it("are found by text and flag, and counted beyond the limit", () => {
    const tree = toFileTree(image, { type: "image" });
    expect(findFiles(tree, { text: "BIN/S" }, { limit: 1 })).toMatchObject({
      total: 2,
      rows: [{ path: "usr/bin/sh" }],
    });
    expect(findFiles(tree, { flags: ["setuid"] }, { limit: 9 }).rows.map(({ path }) => path)).toEqual([
      "usr/bin/su",
    ]);
    expect(findFiles(tree, { flags: ["world-writable"] }, { limit: 9 }).rows.map(({ path }) => path)).toEqual(
      ["etc/open"],
    );
  });

  it("show what a layer did, and folders with one folder in them as one line", () => {
    const deep = toImageContent([
      layer([entry("usr/lib/x86/libc.so", { sizeBytes: 10 }), entry("usr/share/a", { sizeBytes: 99 })]),
      layer([entry("usr/lib/x86/svc", { sizeBytes: 3 }), whiteout("usr/share/a")]),
    ]);
    const tree = toFileTree(deep, { type: "layer", index: 1 });
    const usr = findTreeNode(tree, "usr");
    const options = { onlyChanges: true, joined: true };
    expect(usr && listFolder(usr, options)).toMatchObject([
      { name: "share", removedBytes: 99, changedBytes: 0 },
      { name: "lib/x86", path: "usr/lib/x86", changedBytes: 3, sizeBytes: 13 },
    ]);
    const x86 = findTreeNode(tree, "usr/lib/x86");
    expect(x86 && listFolder(x86, options)).toMatchObject([{ name: "svc", changedBytes: 3 }]);
  });

  it.each([
    [{ mode: 0o4755 }, ["setuid"]],
    [{ mode: 0o2755 }, ["setgid"]],
    [{ mode: 0o777 }, ["world-writable"]],
    [{ kind: "directory", mode: 0o1777 }, ["sticky"]],
    [{ kind: "directory", mode: 0o777 }, ["world-writable"]],
    [{ kind: "symlink", mode: 0o777 }, []],
    [{ kind: "char", mode: 0o600 }, ["device"]],
    [{ xattrs: { "security.capability": "AQ==" } }, ["capabilities"]],
  ] as const)("%j is %j", (fields, flags) => {
    expect(toFileFlags(entry("x", fields))).toEqual(flags);
  });
});
