import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Db } from "../../db/client.ts";

export type TestService = { slug: string; folder: string };

const folders: string[] = [];
// Here and not where a folder is made: what a running test registers for after the file is never called.
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * A service of a test's own: a copy of lab/services/tiny that nothing was ever built of, with more files on request.
 * Gone after the file's tests.
 */
export async function addTestService(
  db: Db,
  files: (nonce: string) => Record<string, string> = () => ({}),
): Promise<TestService> {
  const nonce = randomUUID();
  const slug = `test-${nonce.slice(0, 8)}`;
  const folder = mkdtempSync(join(tmpdir(), "image-diet-service-"));
  folders.push(folder);
  cpSync("lab/services/tiny", folder, { recursive: true, filter: (path) => !path.endsWith("/target") });
  for (const [path, content] of Object.entries({ NONCE: nonce, ...files(nonce) })) {
    writeFileSync(join(folder, path), content);
  }
  await db.service.create({ data: { slug, title: slug, kind: "path", source: folder, package: "tiny" } });
  return { slug, folder };
}

/** A build script that keeps cargo busy for so many seconds, or says so many lines. */
export function buildScript(nonce: string, work: { seconds?: number; lines?: number }): string {
  const { seconds = 0, lines = 0 } = work;
  return `fn main() {
    // ${nonce}
    for line in 1..=${lines} { println!("cargo:warning=line {line} of a long log"); }
    for _ in 0..${seconds} { std::thread::sleep(std::time::Duration::from_secs(1)); }
}
`;
}
