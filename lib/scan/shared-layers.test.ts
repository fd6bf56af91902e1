import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SharedLayers } from "./shared-layers.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const { signal } = new AbortController();
const toFile = (folder: string) => join(folder, "fanal.db");

/** Adds a word to what is known of the layers, and resolves to all that is. */
async function learn(folder: string, word: string): Promise<string> {
  const known = await readFile(toFile(folder), "utf8").catch(() => "");
  await writeFile(toFile(folder), `${known}${word} `);
  return `${known}${word}`;
}

it("begins with what the first one learned, each in a folder of its own that goes again", async () => {
  const root = await temporaryFolder();
  const shared = new SharedLayers(root);
  const said = await Promise.all(
    ["first", "second", "third"].map((word) => shared.use(signal, (folder) => learn(folder, word))),
  );
  expect(said).toEqual(["first", "first second", "first third"]);
  expect(await readdir(root)).toHaveLength(1);
});

it("makes the next one the first where the first one fails", async () => {
  const shared = new SharedLayers(await temporaryFolder());
  const failing = shared.use(signal, async (folder) => {
    await learn(folder, "half");
    throw new Error("killed");
  });
  const others = ["second", "third"].map((word) => shared.use(signal, (folder) => learn(folder, word)));
  await expect(failing).rejects.toThrow("killed");
  expect(await Promise.all(others)).toEqual(["second", "second third"]);
});

it("cancels one that waits for the first, and keeps the others waiting", async () => {
  const shared = new SharedLayers(await temporaryFolder());
  const cancel = new AbortController();
  const begun = Promise.withResolvers<void>();
  const first = shared.use(signal, async (folder) => {
    await begun.promise;
    return learn(folder, "first");
  });
  const cancelled = shared.use(cancel.signal, async () => "never");
  const last = shared.use(signal, (folder) => learn(folder, "last"));
  cancel.abort();
  await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
  begun.resolve();
  expect(await first).toBe("first");
  expect(await last).toBe("first last");
  await expect(shared.use(cancel.signal, async () => "never")).rejects.toMatchObject({ code: "cancelled" });
});
