import { expect, it } from "vitest";
import { inspectBinary } from "../elf/inspect-binary.ts";
import { buildElf } from "../elf/testing/build-elf.ts";
import { toImageContent } from "./image-content.ts";
import { toIndexedProgram } from "./layer-index.ts";
import { listPackages } from "./list-packages.ts";
import { layer, symlink } from "./testing/layers.ts";

const program = toIndexedProgram(inspectBinary(buildElf({ type: 2 })));
const elves = (...paths: string[]) => new Map(paths.map((path) => [path, program]));

it("finds licences through links, owners through the old /lib, and programs that nobody owns", () => {
  const image = toImageContent([
    layer(
      [symlink("usr/share/doc/libstdc++6", "gcc-14-base")],
      {
        texts: new Map([
          ["etc/os-release", "ID=debian\n"],
          ["var/lib/dpkg/status", "Package: libstdc++6\nVersion: 14\n\nPackage: bash\nVersion: 5\n"],
          ["var/lib/dpkg/info/bash.list", "/.\n/usr/bin/bash\n/lib/old-tool\n"],
        ]),
        licences: new Map([["usr/share/doc/gcc-14-base/copyright", ["GPL-3+"]]]),
        elves: elves("usr/bin/bash", "usr/lib/old-tool", "opt/stray"),
      },
      true,
    ),
    layer([], { elves: elves("app") }),
  ]);
  const { listing, coverage } = listPackages(image, "app");
  expect(listing.packages.map(({ name, licences }) => [name, licences])).toEqual([
    ["bash", undefined],
    ["libstdc++6", ["GPL-3+"]],
  ]);
  expect(coverage).toMatchObject({
    verdict: "partial",
    crates: { state: "invisible" },
    unownedBinaries: { count: 1, paths: ["opt/stray"] },
  });
});

it("can tell nothing of an empty image", () => {
  expect(listPackages(toImageContent([]), undefined).coverage).toMatchObject({
    verdict: "blind",
    crates: { state: "no-binary" },
  });
});
