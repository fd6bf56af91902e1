import { describe, expect, it } from "vitest";
import { imageCommands } from "./commands.ts";
import { directEntry, toRecentGroup, withFound } from "./entries.ts";
import type { EntryGroup } from "./entry.ts";

describe("directEntry", () => {
  it("leads a digest's start to its image and a number to its run", () => {
    expect(directEntry("SHA256:2B6A13D2FCFE")?.deed).toEqual({ kind: "go", href: "/images/2b6a13d2fcfe" });
    expect(directEntry(" run 41 ")?.deed).toEqual({ kind: "go", href: "/runs/41" });
    expect(directEntry("41")?.deed).toEqual({ kind: "go", href: "/runs/41" });
  });

  it("takes no word for either", () => {
    for (const text of ["", "scratch", "abc123", "0", "../etc"]) expect(directEntry(text)).toBeUndefined();
  });
});

describe("withFound", () => {
  const image = (start: string) => ({
    imageId: `sha256:${start.padEnd(64, "0")}`,
    variant: "scratch" as const,
    service: "whoami",
    recipe: "default",
    sourceDigest: "sha256:1",
    sizeBytes: 1,
    builtAt: "2026-11-22T02:40:00.000Z",
  });

  const titles = (groups: EntryGroup[]) =>
    groups.flatMap(({ title, entries }) => (entries.length > 0 ? [title] : []));
  const known: EntryGroup[] = [
    {
      title: "Images",
      entries: [
        {
          id: "a",
          label: "scratch",
          hint: "",
          deed: { kind: "theme" },
          keywords: [],
          imageId: image("aa").imageId,
        },
      ],
    },
    { title: "Do", entries: imageCommands(image("aa")), isSearched: true },
  ];

  it("offers what can be done where one image is meant, and shows why it was found", () => {
    const groups = withFound(known, "c0ffee", { images: [image("aa")], snapshots: [] });
    expect(titles(groups)).toEqual(["Images found", "Do with it"]);
    expect(groups[0]?.entries[0]?.keywords).toContain("c0ffee");
    expect(groups.at(-1)?.entries.map(({ label }) => label)).toContain("Rescan scratch");
  });

  it("has no image twice, and commands only where something is typed", () => {
    const two = { images: [image("aa"), image("bb")], snapshots: [] };
    expect(titles(withFound(known, "scratch", two))).toEqual(["Images found", "Do"]);
    expect(titles(withFound(known, "", { images: [], snapshots: [] }))).toEqual(["Images"]);
  });
});

describe("withFound, of snapshots", () => {
  it("adds those that are older than the ones it knows, and shows why they were found", () => {
    const snapshot = (slug: string) => ({
      slug,
      title: `Title of ${slug}`,
      note: "",
      query: "service=tiny",
      createdAt: "2026-11-22T02:40:00.000Z",
      payloadDigest: "sha256:00",
    });
    const known = { id: "new", label: "new", hint: "", deed: { kind: "theme" as const }, keywords: [] };
    const groups = withFound([{ title: "Snapshots", entries: [known] }], "said in its note", {
      images: [],
      snapshots: [snapshot("new"), snapshot("old")],
    });
    const found = groups.find(({ title }) => title === "Snapshots found")?.entries ?? [];
    expect(found.map(({ deed }) => deed)).toEqual([{ kind: "go", href: "/c/old" }]);
    expect(found[0]?.keywords).toContain("said in its note");
  });
});

describe("toRecentGroup", () => {
  it("leads back to each comparison as it was seen", () => {
    const { entries } = toRecentGroup([{ query: "service=tiny&ref=alpine", at: "2026-11-22T02:40:00.000Z" }]);
    expect(entries[0]).toMatchObject({
      label: "tiny: five variants, against alpine",
      deed: { kind: "go", href: "/compare?service=tiny&ref=alpine" },
    });
  });
});
