import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { buildLab, resolveBaseArguments } from "./testing/lab-build.ts";
import { runService } from "./testing/run-container.ts";

const { engine: found, reason } = await findTestEngine();
const home = process.env.IMAGE_DIET_HOME;
const folder = mkdtempSync(join(tmpdir(), "image-diet-workspace-"));
const FIRST_TIME_MS = 30 * 60 * 1000;
const TINY = fileURLToPath(new URL("../../lab/services/tiny/src/main.rs", import.meta.url));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

let bases: Record<string, string> = {};
beforeAll(async () => {
  if (found && home) bases = await resolveBaseArguments(found);
  // The program's name is in a library at a place of its own, and a build script writes what it answers.
  put("Cargo.toml", '[workspace]\nresolver = "3"\nmembers = ["app", "crates/*"]\n');
  put(
    "app/Cargo.toml",
    '[package]\nname = "odd-server"\nversion = "0.1.0"\nedition = "2024"\nbuild = "make.rs"\n\n[[bin]]\nname = "odd-server"\npath = "code/entry.rs"\n\n[dependencies]\nwords = { path = "../crates/words" }\n',
  );
  put(
    "app/make.rs",
    'fn main() {\n    let out = std::env::var("OUT_DIR").unwrap();\n    std::fs::write(format!("{out}/made.rs"), "pub const MADE: &str = \\"made\\";").unwrap();\n}\n',
  );
  const main = readFileSync(TINY, "utf8").replace(
    '"{\\"status\\":\\"ok\\"}".into()',
    'format!("{{\\"status\\":\\"{} {}\\"}}", words::word(), MADE)',
  );
  put("app/code/entry.rs", `${main}\ninclude!(concat!(env!("OUT_DIR"), "/made.rs"));\n`);
  put(
    "crates/words/Cargo.toml",
    '[package]\nname = "words"\nversion = "0.1.0"\nedition = "2024"\n\n[lib]\npath = "text/words.rs"\n',
  );
  put(
    "crates/words/text/words.rs",
    'pub fn word() -> &\'static str {\n    include_str!("word.txt").trim()\n}\n',
  );
  put("crates/words/text/word.txt", "first\n");
  put(
    "Cargo.lock",
    'version = 4\n\n[[package]]\nname = "odd-server"\nversion = "0.1.0"\ndependencies = [\n "words",\n]\n\n[[package]]\nname = "words"\nversion = "0.1.0"\n',
  );
}, FIRST_TIME_MS);

const tags: string[] = [];
afterAll(async () => {
  for (const tag of tags) await found?.removeImage(tag);
  rmSync(folder, { recursive: true });
});
beforeEach((context) => context.skip(!found, reason));
beforeEach((context) => context.skip(!home, "IMAGE_DIET_HOME is not set"));

describe("a workspace with sources in places of their own", () => {
  it.each(["scratch", "base-nossl"] as const)(
    "builds as %s, and an edit of a library reaches the program",
    async (variant) => {
      const answers: unknown[] = [];
      for (const word of ["first", "second"]) {
        put("crates/words/text/word.txt", `${word}\n`);
        if (!found) throw new Error("no engine");
        const built = await buildLab(found, "tiny", variant, bases, {
          contextFolders: { service: folder },
          tag: `imagediet.local/test/odd:${variant}-${process.pid}`,
          buildArguments: { PACKAGE: "odd-server" },
        });
        tags.push(`imagediet.local/test/odd:${variant}-${process.pid}`);
        if (word === "second") {
          const cached = built.transcript.steps().filter((line) => line.startsWith("cached"));
          expect(cached.some((line) => /deps-(musl|glibc) 1\/1/.test(line))).toBe(true);
        }
        const service = await runService(found.host, built.imageId);
        answers.push((await service.get("/health")).body);
        await service.remove();
      }
      expect(answers).toEqual([{ status: "first made" }, { status: "second made" }]);
    },
    FIRST_TIME_MS,
  );
});
