import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { openDb } from "../db/client.ts";
import { testDatabaseUrl } from "../db/testing/test-database.ts";
import { loadImageContent } from "../images/load-content.ts";
import { measureImage } from "../oci/measure-image.ts";
import { buildArchive } from "../oci/testing/build-archive.ts";
import { buildTar } from "../oci/testing/build-tar.ts";
import { loadKnownImage } from "./known-layers.ts";
import { hasAllContents, LayerContents } from "./layer-contents.ts";
import { measureHeld } from "./measure-held.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { storeLayers } from "./store-image.ts";
import { addBuiltImage } from "./testing/add-built-image.ts";

const url = await testDatabaseUrl();

/** An engine that holds nothing but this archive's image. */
function toEngine({ imageId, diffIds, bytes }: ReturnType<typeof buildArchive>, program: string) {
  const nothing = { tags: [], repoDigests: [], labels: {} };
  return {
    findImage: async () => ({
      ...{ imageId, diffIds, program, os: "linux", architecture: "amd64" },
      ...nothing,
    }),
    readImages: async () => Readable.from([bytes]),
  };
}

describe.skipIf(url === "")("layers that were measured before", () => {
  it("give the next image that has them the same figures, without being read", async () => {
    await prepareDatabase(url);
    const database = openDb(url);
    const base = buildTar([
      { path: "etc/ssl/certs/ca-certificates.crt", content: Buffer.alloc(300) },
      { path: "usr/bin/tool", content: Buffer.from("tool"), mode: 0o755 },
      { path: "usr/lib/gone", content: Buffer.alloc(2_000_000) },
    ]);
    const tops = ["old", "new"].map((text) =>
      buildTar([
        { path: "svc", content: Buffer.from(text), mode: 0o755 },
        { path: "usr/lib/.wh.gone", content: Buffer.alloc(0) },
      ]),
    );
    const [first, second] = tops.map((top) =>
      buildArchive({ layers: [base, top], config: { Entrypoint: ["/usr/bin/tool"] } }),
    );
    if (!first || !second) throw new Error("no archives");
    const baseDiffIds = second.diffIds.slice(0, 1);

    const contents = new LayerContents();
    const openCollector = contents.open;
    const known = await measureImage(Readable.from([first.bytes]), { baseDiffIds, openCollector });
    await database.$transaction((tx) => storeLayers(tx, known.layers, contents));

    const remembered = await loadKnownImage(database, toEngine(second, "/usr/bin/tool"), second.imageId);
    expect([...(remembered?.facts.keys() ?? [])]).toEqual(baseDiffIds);
    const seen: string[] = [];
    const watched = () => {
      const collector = openCollector();
      const entry: typeof collector.entry = (each) => {
        seen.push(each.path);
        return collector.entry(each);
      };
      return { entry, end: collector.end.bind(collector) };
    };
    const options = { baseDiffIds, known: remembered, openCollector: watched };
    const measured = await measureImage(Readable.from([second.bytes]), options);
    expect(measured).toEqual(await measureImage(Readable.from([second.bytes]), { baseDiffIds }));
    expect(measured.binary?.path).toBe("/usr/bin/tool");
    expect(seen).toEqual(["svc", "usr/lib/gone"]);
    await database.$disconnect();
  });

  it("are read again for an image that starts another program of them", async () => {
    await prepareDatabase(url);
    const database = openDb(url);
    const layer = buildTar([
      { path: "bin/one", content: Buffer.from("one"), mode: 0o755 },
      { path: "bin/other", content: Buffer.from("other"), mode: 0o755 },
    ]);
    const measure = async (program: string) => {
      const built = buildArchive({ layers: [layer], config: { Entrypoint: [program] } });
      const contents = new LayerContents();
      const options = { baseDiffIds: [], signal: new AbortController().signal, contents };
      const context = { db: database, tools: { measureImage } };
      const measured = await measureHeld(context, toEngine(built, program), built.imageId, options);
      return { measured, contents };
    };
    const add = async ({ measured, contents }: Awaited<ReturnType<typeof measure>>) =>
      addBuiltImage(database, "tiny", "scratch", measured, contents);

    const listDigested = async (imageId: string) => {
      const { layers } = await loadImageContent(database, imageId);
      return layers.flatMap(({ content }) => [...content.executables.keys()]);
    };

    const one = await measure("/bin/one");
    const oneId = await add(one);
    expect(await hasAllContents(database, oneId)).toBe(true);
    expect(await listDigested(oneId)).toEqual(["bin/one"]);
    const other = await measure("/bin/other");
    expect(other.measured.binary?.path).toBe("/bin/other");
    const otherId = await add(other);
    expect(await hasAllContents(database, oneId)).toBe(true);
    expect(await hasAllContents(database, otherId)).toBe(true);
    expect(await listDigested(otherId)).toEqual(["bin/one", "bin/other"]);

    // as two workers do that measure at once: what each kept is known only to the other
    await database.$transaction((tx) => one.contents.store(tx, one.measured.layers));
    expect(await hasAllContents(database, oneId)).toBe(true);
    expect(await hasAllContents(database, otherId)).toBe(false);
    await database.$disconnect();
  });

  it("are kept once where an image has one of them twice", async () => {
    await prepareDatabase(url);
    const database = openDb(url);
    const layer = buildTar([{ path: "etc/motd", content: Buffer.from("twice") }]);
    const { bytes } = buildArchive({ layers: [layer, layer] });
    const contents = new LayerContents();
    const options = { baseDiffIds: [], openCollector: contents.open };
    const { layers } = await measureImage(Readable.from([bytes]), options);
    expect(layers.map(({ diffId }) => diffId)).toEqual([layers[0]?.diffId, layers[0]?.diffId]);
    for (let time = 1; time <= 2; time += 1)
      await database.$transaction((tx) => storeLayers(tx, layers, contents));
    expect(await database.layerContent.count({ where: { diffId: layers[0]?.diffId ?? "" } })).toBe(1);
    await database.$disconnect();
  });
});
