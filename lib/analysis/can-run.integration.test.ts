import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inspectBinary } from "../elf/inspect-binary.ts";
import { buildRequest, findTestEngine } from "../engine/testing/test-engine.ts";
import { AppError } from "../errors.ts";
import { measureImage } from "../oci/measure-image.ts";
import { canRun } from "./can-run.ts";
import { type ImageContent, toImageContent } from "./image-content.ts";
import { toIndexedProgram } from "./layer-index.ts";
import { CollectedIndexes } from "./testing/collected-indexes.ts";

/** Each program is really started on each base, by a build step in exec form: no shell is needed. */

const BASES = ["scratch", "libc", "cc", "own-1", "own-2"] as const;
const PROGRAMS = ["static", "plain", "unwinds", "own-2", "own-1", "foreign"] as const;
const RUNS: Record<(typeof PROGRAMS)[number], readonly (typeof BASES)[number][]> = {
  static: BASES,
  plain: ["libc", "cc", "own-1", "own-2"],
  unwinds: ["cc"],
  "own-2": ["own-2"],
  "own-1": ["own-1", "own-2"],
  foreign: [],
};

const { engine, reason: engineReason } = await findTestEngine();
const reason = engine === undefined ? engineReason : findMissingTool();
const folder = mkdtempSync(join(tmpdir(), "image-diet-can-run-"));
const architecture = process.arch === "arm64" ? "arm64" : "amd64";
const contents = new Map<string, ImageContent>();
const tags: string[] = [];

function findMissingTool(): string {
  try {
    execFileSync("gcc", ["--version"], { stdio: "ignore" });
    return process.platform === "linux" ? "" : "only Linux makes such programs";
  } catch {
    return "gcc is missing";
  }
}

const inFolder = (name: string) => join(folder, name);

function gcc(...flags: string[]): void {
  execFileSync("gcc", flags, { cwd: folder });
}

/** The same program, said to be for the other architecture: e_machine, two bytes at 18. */
function ofOtherMachine(program: Buffer): Buffer {
  const [x86_64, aarch64] = [62, 183];
  program.writeUInt16LE(architecture === "amd64" ? aarch64 : x86_64, 18);
  return program;
}

function makePrograms(): void {
  writeFileSync(inFolder("plain.c"), "int main(void) { return 0; }\n");
  writeFileSync(
    inFolder("unwinds.c"),
    "#include <unwind.h>\nstatic _Unwind_Reason_Code f(struct _Unwind_Context *c, void *a) { (void)c; (void)a; return 0; }\nint main(void) { _Unwind_Backtrace(f, 0); return 0; }\n",
  );
  writeFileSync(inFolder("own.c"), "int own(void) { return 0; }\n");
  writeFileSync(inFolder("uses-own.c"), "int own(void);\nint main(void) { return own(); }\n");
  writeFileSync(inFolder("OWN_1.map"), "OWN_1 { global: own; local: *; };\n");
  writeFileSync(inFolder("OWN_2.map"), "OWN_1 { local: *; };\nOWN_2 { global: own; } OWN_1;\n");
  gcc("-static", "-o", "static", "plain.c");
  writeFileSync(inFolder("foreign"), ofOtherMachine(readFileSync(inFolder("static"))), { mode: 0o755 });
  gcc("-o", "plain", "plain.c");
  gcc("-o", "unwinds", "unwinds.c", "-shared-libgcc", "-Wl,--no-as-needed", "-lgcc_s");
  for (const version of ["1", "2"]) {
    mkdirSync(inFolder(`lib-${version}`));
    const library = join(`lib-${version}`, "libown.so.1");
    gcc(
      "-shared",
      "-fPIC",
      "-Wl,-soname,libown.so.1",
      `-Wl,--version-script=OWN_${version}.map`,
      "-o",
      library,
      "own.c",
    );
    gcc("-o", `own-${version}`, "uses-own.c", library);
  }
  // the newer library still has the older version, as libraries do
  writeFileSync(
    inFolder("OWN_both.map"),
    "OWN_1 { global: own; local: *; };\nOWN_2 { global: newer; } OWN_1;\n",
  );
  writeFileSync(
    inFolder("own-both.c"),
    'int old_own(void) { return 0; }\nint new_own(void) { return 0; }\n__asm__(".symver old_own,own@OWN_1");\n__asm__(".symver new_own,own@@OWN_2");\nint newer(void) { return 0; }\n',
  );
  gcc(
    "-shared",
    "-fPIC",
    "-fno-lto",
    "-Wl,-soname,libown.so.1",
    "-Wl,--version-script=OWN_both.map",
    "-o",
    "lib-2/libown.so.1",
    "own-both.c",
  );
}

function writeDockerfile(): void {
  const linker = inspectBinary(readFileSync(inFolder("plain"))).elf.interpreter ?? "";
  const find = (name: string) =>
    execFileSync("gcc", [`-print-file-name=${name}`], { encoding: "utf8" }).trim();
  copyFileSync(linker, inFolder("linker"));
  for (const name of ["libc.so.6", "libgcc_s.so.1"]) copyFileSync(find(name), inFolder(name));
  const stages = [
    "ARG BASE=scratch",
    "FROM scratch AS base-scratch",
    "COPY plain.c /marker",
    "FROM scratch AS base-libc",
    `COPY linker ${linker}`,
    "COPY libc.so.6 /usr/lib/",
    "FROM base-libc AS base-cc",
    "COPY libgcc_s.so.1 /usr/lib/",
    "FROM base-libc AS base-own-1",
    "COPY lib-1/libown.so.1 /usr/lib/",
    "FROM base-libc AS base-own-2",
    "COPY lib-2/libown.so.1 /usr/lib/",
    "FROM base-$BASE AS trial",
    "ARG PROGRAM",
    "COPY $PROGRAM /opt/app/program",
    'RUN ["/opt/app/program"]',
  ];
  writeFileSync(inFolder("Dockerfile"), `${stages.join("\n")}\n`);
}

async function buildTarget(target: string, buildArguments: Record<string, string> = {}): Promise<string> {
  const tag = `imagediet.local/test/can-run:${process.pid}-${tags.length}`;
  tags.push(tag);
  const context = { contextFiles: {}, contextFolders: { "": folder } };
  await engine?.build(buildRequest("", { ...context, target, tag, buildArguments }));
  return tag;
}

async function indexImage(tag: string): Promise<ImageContent> {
  const indexes = new CollectedIndexes();
  const stream = await engine?.exportImage(tag);
  if (stream === undefined) throw new Error("no engine");
  const { layers } = await measureImage(stream, { baseDiffIds: [], openCollector: indexes.open });
  return toImageContent(indexes.of(layers).map((content) => ({ content, fromBase: true })));
}

/** True where the build's own step started the program and it ended well. */
async function reallyRuns(base: string, program: string): Promise<boolean> {
  try {
    await buildTarget("trial", { BASE: base, PROGRAM: program });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "build-failed") return false;
    throw error;
  }
}

describe(`verdicts, each proven by starting the program${reason ? ` (skipped: ${reason})` : ""}`, () => {
  beforeAll(async () => {
    if (reason !== "") return;
    makePrograms();
    writeDockerfile();
    for (const base of BASES) contents.set(base, await indexImage(await buildTarget(`base-${base}`)));
  });
  beforeEach((context) => context.skip(reason !== "", reason));
  afterAll(async () => {
    for (const tag of tags) await engine?.removeImage(tag);
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(PROGRAMS.flatMap((program) => BASES.map((base) => ({ program, base }))))(
    "$program on $base",
    async ({ program, base }) => {
      const binary = toIndexedProgram(inspectBinary(readFileSync(inFolder(program))));
      const image = contents.get(base);
      if (image === undefined) throw new Error(`${base} was not indexed`);
      const verdict = canRun(binary, "opt/app/program", { image, name: base, architecture });
      const expected = RUNS[program].includes(base);
      expect({ verdict: verdict.verdict, problems: verdict.problems.length > 0 }).toEqual({
        verdict: expected ? "runs" : "does-not-run",
        problems: !expected,
      });
      expect(await reallyRuns(base, program)).toBe(expected);
    },
  );
});
