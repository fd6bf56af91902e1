import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { openDb } from "../db/client.ts";
import { testDatabaseUrl } from "../db/testing/test-database.ts";
import { measureImage } from "../oci/measure-image.ts";
import { buildArchive } from "../oci/testing/build-archive.ts";
import { buildTar } from "../oci/testing/build-tar.ts";
import { loadKnownImage } from "./known-layers.ts";
import { LayerContents } from "./layer-contents.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { storeLayers } from "./store-image.ts";

const url = await testDatabaseUrl();

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

    const { imageId, diffIds } = second;
    const engine = {
      findImage: async () => ({
        imageId,
        diffIds,
        tags: [],
        repoDigests: [],
        labels: {},
        os: "linux",
        architecture: "amd64",
      }),
    };
    const remembered = await loadKnownImage(database, engine, imageId);
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
});
