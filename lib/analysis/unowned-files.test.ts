import { expect, it } from "vitest";
import { inspectBinary } from "../elf/inspect-binary.ts";
import { buildElf } from "../elf/testing/build-elf.ts";
import { toImageContent } from "./image-content.ts";
import { toIndexedProgram } from "./layer-index.ts";
import { entry, layer } from "./testing/layers.ts";
import { findUnownedFiles } from "./unowned-files.ts";

const program = toIndexedProgram(inspectBinary(buildElf({ type: 2 })));
const elves = (...paths: string[]) => new Map(paths.map((path) => [path, program]));

it("counts what no package claims, and names the programs among it", () => {
  const status = "var/lib/dpkg/status";
  const list = "var/lib/dpkg/info/bash.list";
  const image = toImageContent([
    layer([entry(status), entry(list), entry("usr/bin/bash"), entry("usr/lib/old-tool")], {
      texts: new Map([
        [status, "Package: bash\nVersion: 5\n"],
        [list, "/.\n/usr/bin/bash\n/lib/old-tool\n"],
      ]),
      elves: elves("usr/bin/bash", "usr/lib/old-tool"),
    }),
    layer([entry("app"), entry("opt/stray"), entry("etc/notes")], { elves: elves("app", "opt/stray") }),
  ]);
  expect(findUnownedFiles(image, "app")).toEqual({ count: 3, of: 7, programs: ["opt/stray"] });
});

it("leaves nothing to packages where there is no package database", () => {
  const image = toImageContent([layer([entry("service"), entry("etc/passwd")], { elves: elves("service") })]);
  expect(findUnownedFiles(image, "service")).toEqual({ count: 2, of: 2, programs: [] });
});
