import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TarReader } from "../oci/tar-reader.ts";
import { packContext } from "./build-context.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "build-context-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text = path, mode = 0o644): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  chmodSync(full, mode);
  return full;
}

async function list(context: Readable): Promise<string[]> {
  const names: string[] = [];
  const reader = new TarReader({ entry: ({ name }) => names.push(name), data() {}, entryEnd() {} });
  reader.write(await buffer(context));
  reader.finish();
  return names;
}

describe("packContext", () => {
  it("sends folders and files by their path inside, in one order", async () => {
    write("service/src/main.rs");
    write("service/Cargo.toml");
    const dockerfile = write("elsewhere/Dockerfile");
    const context = packContext({ service: join(folder, "service") }, { "lab/Dockerfile": dockerfile });
    expect(await list(context)).toEqual([
      "service/",
      "service/Cargo.toml",
      "service/src/",
      "service/src/main.rs",
      "lab/",
      "lab/Dockerfile",
    ]);
  });

  it("never sends target and .git, and honours .dockerignore with its exceptions", async () => {
    for (const path of [
      "a.rs",
      "b.log",
      "keep.log",
      "docs/x.md",
      "docs/y.txt",
      "target/debug/z",
      ".git/HEAD",
      "src/target/t",
    ])
      write(path);
    write(".dockerignore", "# comment\n*.log\n!keep.log\ndocs\n!docs/x.md\n!target\n!.git\n.dockerignore\n");
    const names = (await list(packContext({ s: folder }, {}))).filter((name) => !name.endsWith("/"));
    expect(names).toEqual(["s/a.rs", "s/docs/x.md", "s/keep.log", "s/src/target/t"]);
  });

  it("gives the same bytes whatever the files' times, owners and umask", async () => {
    write("a", "text", 0o600);
    write("run.sh", "text", 0o700);
    symlinkSync("a", join(folder, "link"));
    const first = await buffer(packContext({ s: folder }, {}));
    utimesSync(join(folder, "a"), 1, 1);
    chmodSync(join(folder, "a"), 0o664);
    chmodSync(join(folder, "run.sh"), 0o775);
    expect(await buffer(packContext({ s: folder }, {}))).toEqual(first);
    chmodSync(join(folder, "a"), 0o755);
    expect((await buffer(packContext({ s: folder }, {}))).equals(first)).toBe(false);
  });

  it("sends a link as a link, also one that leads outside", async () => {
    symlinkSync("/etc/passwd", join(folder, "secret"));
    const bytes = await buffer(packContext({ s: folder }, {}));
    expect(bytes.includes("/etc/passwd")).toBe(true);
    expect(bytes.includes("root:")).toBe(false);
  });

  it("sends a large file whole", async () => {
    const large = join(folder, "large");
    writeFileSync(large, Buffer.alloc(20_000_001, 1));
    const bytes = await buffer(packContext({}, { large }));
    expect(bytes.length).toBe(512 + Math.ceil(20_000_001 / 512) * 512 + 1024);
  });

  it("fails with bad-input for what is not there, or would lie outside", async () => {
    const refused = (folders: Record<string, string>, files: Record<string, string>) =>
      expect(buffer(packContext(folders, files))).rejects;
    await refused({ s: join(folder, "nowhere") }, {}).toMatchObject({ code: "bad-input" });
    await refused({}, { Dockerfile: join(folder, "nowhere") }).toMatchObject({ code: "bad-input" });
    await refused({ "../s": folder }, {}).toMatchObject({ code: "bad-input" });
    await refused({}, { "/etc/x": write("x") }).toMatchObject({ code: "bad-input" });
    mkdirSync(join(folder, ".dockerignore"));
    await refused({ s: folder }, {}).toMatchObject({ code: "bad-input" });
  });

  it("stops reading when nobody wants it any more", async () => {
    for (let index = 0; index < 50; index += 1) write(`${index}`, "x".repeat(100_000));
    const context = packContext({ s: folder }, {});
    context.on("error", () => {});
    context.destroy();
    await expect.poll(() => context.closed).toBe(true);
  });
});
