import { readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { AppError } from "../../errors.ts";
import { buildSharedArchive } from "../../oci/testing/build-archive.ts";
import { buildTar } from "../../oci/testing/build-tar.ts";
import { temporaryFolder } from "../../scan/testing/temporary-folder.ts";
import { type HeldImage, ImageExports } from "./image-exports.ts";

const MEGABYTES = 2 * 1024 * 1024;
const layer = (name: string) => buildTar([{ path: name, content: Buffer.alloc(100, name) }]);
const { signal } = new AbortController();

/** An engine with the images of these layers, which notes what it is asked for. */
function open(
  images: Record<string, string[]>,
  refuses: (names: readonly string[]) => boolean = () => false,
) {
  const asked: string[] = [];
  const hanging: Readable[] = [];
  const requests = (names: readonly string[]) =>
    names.map((name) => ({ layers: (images[name] ?? []).map(layer), history: [{ created_by: name }] }));
  const engine = {
    readImages: async (names: readonly string[]) => {
      asked.push(names.join(" "));
      if (refuses(names)) throw new AppError("not-found", `no ${names.join(" ")}`);
      const stream = names.includes("hanging") ? new Readable({ read() {} }) : undefined;
      if (stream) hanging.push(stream);
      return stream ?? Readable.from([buildSharedArchive(requests(names))[0]?.bytes ?? Buffer.alloc(0)]);
    },
  };
  const image = (name: string): HeldImage => ({
    engine,
    name,
    imageId: buildSharedArchive(requests([name]))[0]?.imageId ?? "",
    layers: (images[name] ?? []).map((diffId) => ({ diffId, tarBytes: diffId === "tiny" ? 1 : MEGABYTES })),
  });
  return { asked, hanging, image };
}

it("exports together what shares layers, and takes the folder away after the last use", async () => {
  const home = await temporaryFolder();
  const exports = new ImageExports(home);
  const { asked, image } = open({ a: ["base", "a"], b: ["tiny", "other"], c: ["base", "c"], d: ["tiny"] });
  const caches: [image: string, folder: string][] = [];
  const folders = await Promise.all(
    ["a", "b", "c", "d"].map((name) =>
      exports.use(image(name), signal, async ({ path, manifestDigest, shared }) => {
        await shared?.use(signal, async (layerCache) => {
          caches.push([name, dirname(layerCache)]);
          await writeFile(join(layerCache, "fanal.db"), name);
        });
        expect(await readdir(join(path, "blobs", "sha256"))).toContain(manifestDigest.replace("sha256:", ""));
        return path;
      }),
    ),
  );
  expect(asked.toSorted()).toEqual(["a c", "b", "d"]);
  expect(folders[0]).toBe(folders[2]);
  expect(new Set(folders).size).toBe(3);
  expect(await readdir(join(home, "trivy", "work"))).toEqual([]);
  expect(caches.map(([name]) => name).toSorted()).toEqual(["a", "c"]);
  expect(new Set(caches.map(([, folder]) => folder)).size).toBe(1);
  for (const [, folder] of caches) await expect(stat(folder)).rejects.toMatchObject({ code: "ENOENT" });
});

it("exports each alone where one of them cannot be had", async () => {
  const home = await temporaryFolder();
  const exports = new ImageExports(home);
  const { asked, image } = open({ a: ["base", "a"], gone: ["base", "b"] }, (names) => names.includes("gone"));
  const [one, other] = ["a", "gone"].map((name) => exports.use(image(name), signal, async () => "done"));
  await expect(other).rejects.toMatchObject({ code: "not-found" });
  expect(await one).toBe("done");
  expect(asked).toEqual(["a gone", "a", "gone"]);
  expect(await readdir(join(home, "trivy", "work"))).toEqual([]);
});

it("cancels one without the others, and ends an export that nobody waits for", async () => {
  const home = await temporaryFolder();
  const exports = new ImageExports(home);
  const { hanging, image } = open({ hanging: ["base", "a"], b: ["base", "b"], c: ["c"] });
  const cancels = [new AbortController(), new AbortController()];
  const [one, other] = ["hanging", "b"].map((name, index) =>
    exports.use(image(name), cancels[index]?.signal ?? signal, async () => "never"),
  );
  const last = exports.use(image("c"), signal, async () => "done");
  expect(await last).toBe("done");
  cancels[0]?.abort();
  await expect(one).rejects.toMatchObject({ code: "cancelled" });
  expect(hanging.map(({ destroyed }) => destroyed)).toEqual([false]);
  cancels[1]?.abort();
  await expect(other).rejects.toMatchObject({ code: "cancelled" });
  expect(hanging.map(({ destroyed }) => destroyed)).toEqual([true]);
  await expect.poll(() => readdir(join(home, "trivy", "work"))).toEqual([]);
});
