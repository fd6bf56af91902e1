import { describe, expect, it } from "vitest";
import { toImageContent } from "../analysis/image-content.ts";
import { toIndexedProgram } from "../analysis/layer-index.ts";
import { inspectBinary } from "../elf/inspect-binary.ts";
import { type BuildElfOptions, buildElf } from "../elf/testing/build-elf.ts";
import { judgeBases } from "./judge-bases.ts";
import type { KnownBase } from "./load-bases.ts";
import type { FoundBinary } from "./look-inside.ts";

function program(options: BuildElfOptions): FoundBinary {
  const facts = inspectBinary(buildElf(options));
  return { state: "read", path: "/service", elf: toIndexedProgram(facts), facts };
}
const dynamic = () => program({ interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"] });
const isStatic = () => program({ type: 2 });

const base = { reference: "debian", digest: "sha256:1", origin: "stand-in" as const };
const unread: KnownBase = { variant: "debian-slim", architecture: "amd64", base, content: undefined };
const scratch: KnownBase = {
  variant: "scratch",
  architecture: "amd64",
  base: undefined,
  content: toImageContent([]),
};

describe("judgeBases", () => {
  it("cannot tell of a dynamic binary on a base whose files were not read", () => {
    expect(judgeBases(dynamic(), [scratch, unread])).toMatchObject([
      { variant: "scratch", verdict: "does-not-run", problems: [{ code: "no-interpreter" }] },
      {
        variant: "debian-slim",
        base,
        verdict: "cannot-tell",
        evidence: [expect.stringContaining("not been read")],
      },
    ]);
  });

  it("knows that a static one runs on it all the same, but not on another machine", () => {
    const other = { ...unread, architecture: "arm64" };
    expect(judgeBases(isStatic(), [scratch, unread, other]).map(({ verdict }) => verdict)).toEqual([
      "runs",
      "runs",
      "does-not-run",
    ]);
  });

  it("says nothing where there is no program", () => {
    expect(judgeBases({ state: "none", reason: "a script" }, [scratch, unread])).toEqual([]);
  });
});
