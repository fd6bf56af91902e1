import { describe, expect, it } from "vitest";
import type { FileRowView } from "@/lib/images/schemas-files.ts";
import { toMove, toTreeLines } from "./tree-lines.ts";

function row(path: string, hasChildren = false): FileRowView {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const kind = hasChildren ? "directory" : "file";
  const figures = { sizeBytes: 1, changedBytes: 0, removedBytes: 0, fileCount: 1, layerIndex: 0 };
  return { path, name, kind, hasChildren, change: "unchanged", flags: [], ...figures };
}

const FOLDERS = new Map([
  ["", { files: [row("usr", true), row("etc", true), row("run")], total: 3 }],
  ["usr", { files: [row("usr/bin", true), row("usr/a")], total: 9 }],
  ["etc", { files: [row("etc/x")], total: 1 }],
]);
const LINES = toTreeLines(FOLDERS, new Set(["usr"]));
const at = (path: string) => LINES.findIndex((line) => line.type === "file" && line.row.path === path);

describe("the lines of a tree", () => {
  it("are those of the open folders, and what was not asked for yet", () => {
    const shown = LINES.map((line) =>
      line.type === "file"
        ? `${line.depth} ${line.row.path}`
        : `${line.depth} … ${line.left} of ${line.parent}`,
    );
    expect(shown).toEqual(["0 usr", "1 usr/bin", "1 usr/a", "1 … 7 of usr", "0 etc", "0 run"]);
    const loading = toTreeLines(FOLDERS, new Set(["usr", "usr/bin"]));
    expect(loading[2]).toEqual({ type: "more", parent: "usr/bin", depth: 2, left: 0 });
  });

  it("are 50,000 as well as five", () => {
    const files = Array.from({ length: 50_000 }, (_, index) => row(`f${index}`));
    expect(toTreeLines(new Map([["", { files, total: 50_000 }]]), new Set())).toHaveLength(50_000);
  });
});

describe("keys", () => {
  it("go up and down, and stop at the ends", () => {
    expect(toMove("ArrowDown", LINES, 0, 10)).toEqual({ to: 1 });
    expect(toMove("ArrowUp", LINES, 0, 10)).toEqual({ to: 0 });
    expect(toMove("PageDown", LINES, 0, 10)).toEqual({ to: 5 });
    expect(toMove("End", LINES, 0, 10)).toEqual({ to: 5 });
    expect(toMove("ArrowDown", LINES, -1, 10)).toEqual({ to: 0 });
    expect(toMove("x", LINES, 0, 10)).toBeUndefined();
  });

  it("open a folder, go into it, close it, go out of it", () => {
    expect(toMove("ArrowRight", LINES, at("etc"), 10)).toEqual({ open: "etc" });
    expect(toMove("ArrowRight", LINES, at("usr"), 10)).toEqual({ to: at("usr/bin") });
    expect(toMove("ArrowLeft", LINES, at("usr/a"), 10)).toEqual({ to: at("usr") });
    expect(toMove("ArrowLeft", LINES, at("usr"), 10)).toEqual({ close: "usr" });
    expect(toMove("Enter", LINES, at("usr"), 10)).toEqual({ close: "usr" });
    expect(toMove("ArrowLeft", LINES, at("run"), 10)).toEqual({ to: at("run") });
  });
});
