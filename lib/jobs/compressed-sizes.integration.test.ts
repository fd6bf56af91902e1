import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { openDb } from "../db/client.ts";
import { testDatabaseUrl } from "../db/testing/test-database.ts";
import { measureImage } from "../oci/measure-image.ts";
import { buildArchive } from "../oci/testing/build-archive.ts";
import { buildTar } from "../oci/testing/build-tar.ts";
import { placeImage } from "../scans/testing/place-image.ts";
import { storeCompressed } from "./compressed-sizes.ts";
import { LayerContents } from "./layer-contents.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { storeLayers } from "./store-image.ts";

const url = await testDatabaseUrl();

describe.skipIf(url === "")("compressed sizes", () => {
  it("come after the other figures, and make those of every image whose layers are all known", async () => {
    await prepareDatabase(url);
    const db = openDb(url);
    const tars = ["base", "one", "two"].map((name) =>
      buildTar([{ path: name, content: Buffer.alloc(5000, name) }]),
    );
    const [base = Buffer.alloc(0), one = Buffer.alloc(0), two = Buffer.alloc(0)] = tars;
    const archives = [one, two].map((top) => buildArchive({ layers: [base, top] }));
    const figures: number[] = [];
    for (const { bytes, imageId, diffIds } of archives) {
      const quick = await measureImage(Readable.from([bytes]), { baseDiffIds: [], compress: false });
      expect(quick.compressedBytes).toBeUndefined();
      await db.$transaction((tx) => storeLayers(tx, quick.layers, new LayerContents()));
      await placeImage(db, { imageId, diffIds, engineId: "test" });
      await db.image.update({ where: { imageId }, data: { compressedBytes: null } });
      const { compressedBytes, ...rest } = await measureImage(Readable.from([bytes]), { baseDiffIds: [] });
      expect(quick).toMatchObject({ sizeBytes: rest.sizeBytes, fileCount: rest.fileCount });
      figures.push(compressedBytes ?? 0);
    }
    const read = () =>
      db.image.findMany({
        where: { imageId: { in: archives.map(({ imageId }) => imageId) } },
        orderBy: { builtAt: "asc" },
        select: { compressedBytes: true },
      });

    const [first, second] = archives;
    if (!first || !second) throw new Error("no archives");
    const measure = (bytes: Buffer) => measureImage(Readable.from([bytes]), { baseDiffIds: [] });
    await storeCompressed(db, (await measure(first.bytes)).layers);
    expect(await read()).toEqual([{ compressedBytes: BigInt(figures[0] ?? 0) }, { compressedBytes: null }]);
    await storeCompressed(db, (await measure(second.bytes)).layers);
    expect((await read())[1]).toEqual({ compressedBytes: BigInt(figures[1] ?? 0) });
    await db.$disconnect();
  });
});
