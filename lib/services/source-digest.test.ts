import { createHash } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packContext } from "../engine/build-context.ts";
import { sourceDigest } from "./source-digest.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "image-diet-source-"));
  await put("Cargo.toml", "[package]\n");
  await put("src/main.rs", "fn main() {}\n");
});

afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

async function contextDigest(): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of packContext({ service: folder }, {})) hash.update(chunk);
  return hash.digest("hex");
}

describe("sourceDigest", () => {
  it("is pinned for a known folder", async () => {
    expect(await sourceDigest(folder)).toBe(
      "sha256:6db83479e6b9909a28272f21545fd8c33abe1dd37460b1e6e2031dded0572800",
    );
  });

  it("does not depend on place, times, git or build output", async () => {
    const before = await sourceDigest(folder);
    await utimes(join(folder, "Cargo.toml"), 1, 1);
    await put("target/release/tiny", "binary");
    await put(".git/HEAD", "ref: refs/heads/main");
    expect(await sourceDigest(folder)).toBe(before);
    const copy = await mkdtemp(join(tmpdir(), "image-diet-copy-"));
    await cp(folder, copy, { recursive: true });
    expect(await sourceDigest(copy)).toBe(before);
    await rm(copy, { recursive: true });
  });

  it("changes with a content, a name, the executable bit, a link's aim and a new file", async () => {
    const seen = new Set([await sourceDigest(folder)]);
    const note = async () => seen.add(await sourceDigest(folder));
    await put("src/main.rs", "fn main() { }\n");
    await note();
    await put("build.sh", "true\n");
    await note();
    await chmod(join(folder, "build.sh"), 0o755);
    await note();
    await symlink("a", join(folder, "link"));
    await note();
    await rm(join(folder, "link"));
    await symlink("b", join(folder, "link"));
    await note();
    await rm(join(folder, "link"));
    await put("link", "b");
    await note();
    expect(seen.size).toBe(7);
  });

  it("changes when and only when the build context does", async () => {
    const digests = new Set<string>();
    const contexts = new Set<string>();
    const note = async () => {
      digests.add(await sourceDigest(folder));
      contexts.add(await contextDigest());
    };
    await put(".dockerignore", "notes/*\n!notes/kept.md\n*.log\n");
    await note();
    for (const path of [
      "target/a",
      ".git/a",
      "notes/a",
      "b.log",
      "src/b.log",
      "notes/kept.md",
      "src/target/a",
    ]) {
      await put(path, "a");
      await note();
    }
    expect(digests.size).toBe(5);
    expect(contexts.size).toBe(5);
  });

  it("leaves out what .dockerignore names, and keeps what a later rule brings back", async () => {
    await put(".dockerignore", "notes\n!notes/kept.md\n!target\n");
    const before = await sourceDigest(folder);
    await put("notes/draft.md", "a");
    await put("target/x", "a");
    expect(await sourceDigest(folder)).toBe(before);
    await put("notes/kept.md", "a");
    expect(await sourceDigest(folder)).not.toBe(before);
  });

  it("counts a folder called target that is not at the top", async () => {
    const before = await sourceDigest(folder);
    await put("src/target/mod.rs", "");
    expect(await sourceDigest(folder)).not.toBe(before);
  });

  it("says which folder cannot be read", async () => {
    await expect(sourceDigest(join(folder, "nowhere"))).rejects.toMatchObject({
      code: "bad-input",
      field: "source",
      message: expect.stringMatching(/nowhere is not there\. Put that right/),
    });
  });
});
