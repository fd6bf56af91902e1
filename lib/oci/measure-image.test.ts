import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../elf/testing/seeded-random.ts";
import { readArchive } from "./archive-reader.ts";
import { type KnownImage, NotEnoughKnown } from "./known-layers.ts";
import { findImage } from "./manifest.ts";
import { measureImage } from "./measure-image.ts";
import { type ArchiveLayout, buildArchive, sha256 } from "./testing/build-archive.ts";
import { buildTar, type TarMember } from "./testing/build-tar.ts";
import { naiveFigures } from "./testing/naive-model.ts";
import { randomLayers } from "./testing/random-layers.ts";

const LONG = { timeout: 120_000 };
const LAYOUTS: ArchiveLayout[] = ["docker-archive", "oci", "docker-and-oci"];
const COMPRESSIONS = ["none", "gzip", "zstd"] as const;

/** The bytes in pieces of random lengths, as a socket gives them. */
function inPieces(bytes: Buffer, random: (limit: number) => number): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + random(random(4) === 0 ? 700 : 20_000);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return Readable.from(pieces);
}

function shuffled<T>(items: T[], random: (limit: number) => number): T[] {
  return items
    .map((item) => ({ item, key: random(1_000_000) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

const measure = (bytes: Buffer, baseDiffIds: string[] = []) =>
  measureImage(Readable.from([bytes]), { baseDiffIds });

describe("measureImage", () => {
  it(
    "equals the naive model on random images, whatever the layout, compression, order and pieces",
    LONG,
    async () => {
      for (let seed = 1; seed <= 60; seed += 1) {
        const random = seededRandom(seed);
        const members = randomLayers(seed, random);
        const tars = members.map(buildTar);
        const built = buildArchive({
          layers: tars,
          layout: LAYOUTS[random(LAYOUTS.length)] ?? "oci",
          compression: () => COMPRESSIONS[random(COMPRESSIONS.length)] ?? "none",
          order: (files) => shuffled(files, random),
        });
        const measured = await measureImage(inPieces(built.bytes, random), { baseDiffIds: [] });
        const naive = naiveFigures(members);
        expect(
          {
            imageId: measured.imageId,
            configText: measured.configText,
            sizeBytes: measured.sizeBytes,
            reclaimableBytes: measured.reclaimableBytes,
            efficiencyRatio: measured.efficiencyRatio,
            wastedBytes: measured.wastedBytes,
            layers: measured.layers.map(({ diffId, tarBytes, digest, compressedBytes }) => ({
              diffId,
              tarBytes,
              digest,
              compressedBytes,
            })),
          },
          `seed ${seed}`,
        ).toEqual({
          imageId: built.imageId,
          configText: built.configText,
          sizeBytes: naive.sizeBytes,
          reclaimableBytes: naive.sizeBytes - naive.visibleBytes,
          efficiencyRatio: naive.efficiencyRatio,
          wastedBytes: naive.wastedBytes,
          layers: tars.map((tar) => {
            const gzip = gzipSync(tar, { level: 6 });
            return {
              diffId: sha256(tar),
              tarBytes: tar.length,
              digest: sha256(gzip),
              compressedBytes: gzip.length,
            };
          }),
        });
      }
    },
  );

  const binary = Buffer.from("the service's program");
  const base: TarMember[] = [
    { path: "etc/ssl/certs/ca-certificates.crt", content: Buffer.alloc(300) },
    { path: "usr/lib/libc.so.6", content: Buffer.alloc(1000), mode: 0o755 },
    { path: "lib", kind: "symlink", linkTarget: "usr/lib" },
  ];
  const service: TarMember[] = [
    { path: "usr/local/bin/svc-1.2", content: binary, mode: 0o755 },
    { path: "usr/local/bin/svc", kind: "symlink", linkTarget: "svc-1.2" },
    { path: "etc/app.toml", content: Buffer.alloc(7) },
  ];
  const layers = [buildTar(base), buildTar(service)];

  it("tells base, binary, certificates and the rest apart, adding up to the size", async () => {
    const built = buildArchive({ layers, config: { Entrypoint: ["/usr/local/bin/svc"] } });
    const measured = await measure(built.bytes, built.diffIds.slice(0, 1));
    expect(measured.breakdown).toEqual({
      baseBytes: 1000,
      binaryBytes: binary.length,
      certificatesBytes: 300,
      otherBytes: 7,
    });
    expect(measured.sizeBytes).toBe(1307 + binary.length);
    expect(measured.fileCount).toBe(4);
    expect(measured.layers.map((layer) => layer.fromBase)).toEqual([true, false]);
    expect(measured.binary).toEqual({
      path: "/usr/local/bin/svc-1.2",
      sizeBytes: binary.length,
      sha256: sha256(binary).slice("sha256:".length),
    });
  });

  it("finds the program in PATH, over a hard link, and by Cmd", async () => {
    const linked = buildTar([
      { path: "opt/original", content: binary, mode: 0o755 },
      { path: "opt/bin/svc", kind: "hardlink", linkTarget: "opt/original" },
    ]);
    const config = { Cmd: ["svc", "--port", "80"], Env: ["PATH=/usr/bin:/opt/bin"] };
    const measured = await measure(buildArchive({ layers: [linked], config }).bytes);
    expect(measured.binary?.path).toBe("/opt/original");
    expect(measured.breakdown.binaryBytes).toBe(binary.length);
  });

  it("takes the top-most of two programs and leaves the hidden one to the rest", async () => {
    const other = buildTar([{ path: "svc", content: Buffer.alloc(50), mode: 0o755 }]);
    const top = buildTar([{ path: "svc", content: binary, mode: 0o755 }]);
    const measured = await measure(
      buildArchive({ layers: [other, top], config: { Entrypoint: ["/svc"] } }).bytes,
    );
    expect(measured.breakdown).toMatchObject({ binaryBytes: binary.length, otherBytes: 50 });
    expect(measured).toMatchObject({ wastedBytes: 50 + binary.length, reclaimableBytes: 50 });
  });

  it("says so where the image starts nothing that it holds", async () => {
    const measured = await measure(buildArchive({ layers, config: { Entrypoint: ["/no/such"] } }).bytes);
    expect(measured.binary).toBeUndefined();
    expect(measured.breakdown.binaryBytes).toBe(0);
  });

  it("does not call part of a base the base", async () => {
    const built = buildArchive({ layers });
    const measured = await measure(built.bytes, [...built.diffIds.slice(0, 1), sha256("not in this image")]);
    expect(measured.layers.map((layer) => layer.fromBase)).toEqual([false, false]);
    expect(measured.breakdown.baseBytes).toBe(0);
  });

  it("gives each layer the command that made it, steps without a layer passed over", async () => {
    const history = [
      { created_by: "base" },
      { created_by: "ENV A=b", empty_layer: true },
      { created_by: "COPY" },
    ];
    const measured = await measure(buildArchive({ layers, history }).bytes);
    expect(measured.layers.map((layer) => layer.createdBy)).toEqual(["base", "COPY"]);
  });

  it("measures an image without layers, and one without files", async () => {
    const empty = await measure(buildArchive({ layers: [] }).bytes);
    expect(empty).toMatchObject({ sizeBytes: 0, efficiencyRatio: 1, wastedBytes: 0, reclaimableBytes: 0 });
    const blank = await measure(buildArchive({ layers: [buildTar([])], layout: "oci" }).bytes);
    expect(blank).toMatchObject({ sizeBytes: 0, fileCount: 0, efficiencyRatio: 1 });
  });

  it("knows the digests that a containerd image store would name it by", async () => {
    const { bytes, manifestDigests } = buildArchive({ layers, layout: "docker-and-oci" });
    expect((await measure(bytes)).manifestDigests).toEqual(manifestDigests);
    expect(manifestDigests).toHaveLength(2);
    expect((await measure(buildArchive({ layers }).bytes)).manifestDigests).toEqual([]);
  });

  it("counts a layer that is used twice twice", async () => {
    const tar = buildTar([{ path: "a", content: Buffer.alloc(10) }]);
    const measured = await measure(buildArchive({ layers: [tar, tar] }).bytes);
    expect(measured).toMatchObject({
      sizeBytes: 20,
      wastedBytes: 20,
      efficiencyRatio: 0.5,
      reclaimableBytes: 10,
    });
  });

  it("stops when it is told to, and lets go of the stream", async () => {
    const { bytes } = buildArchive({ layers });
    const stop = new AbortController();
    const stream = new Readable({ read() {} });
    stream.push(bytes.subarray(0, 3000));
    const measuring = measureImage(stream, { baseDiffIds: [], signal: stop.signal });
    stop.abort();
    await expect(measuring).rejects.toMatchObject({ code: "cancelled" });
    expect(stream.destroyed).toBe(true);
  });

  it("passes on the error that the stream ends with", async () => {
    const stream = new Readable({ read() {} });
    stream.push(Buffer.alloc(100));
    const measuring = measureImage(stream, { baseDiffIds: [] });
    stream.destroy(new Error("the engine went away"));
    await expect(measuring).rejects.toThrow("the engine went away");
  });
});

describe("measuring an image with layers that are known", () => {
  const base = buildTar([{ path: "usr/lib/big", content: Buffer.alloc(1_200_000, "a"), mode: 0o755 }]);
  const top = buildTar([{ path: "svc", content: Buffer.from("new"), mode: 0o755 }]);
  const built = (layout: ArchiveLayout, order?: (members: TarMember[]) => TarMember[]) =>
    buildArchive({
      layers: [base, top],
      layout,
      config: { Entrypoint: ["/svc"] },
      ...(order === undefined ? {} : { order }),
    });

  async function learn(bytes: Buffer, imageId: string): Promise<KnownImage> {
    const archive = await readArchive(Readable.from([bytes]));
    const { layers, config } = findImage(archive);
    const facts = new Map(layers.slice(0, 1).map((layer) => [layer.diffId, layer]));
    return { imageId, diffIds: config.rootfs.diff_ids, program: "/svc", facts };
  }

  /** The paths that were shown to collectors, and how much of the archive was asked for. */
  async function measureKnown(bytes: Buffer, known: KnownImage) {
    const seen: string[] = [];
    const asked = { bytes: 0 };
    const pieces = function* () {
      for (let at = 0; at < bytes.length; at += 4096) {
        asked.bytes = at;
        yield bytes.subarray(at, at + 4096);
      }
    };
    const openCollector = () => ({
      entry: ({ path }: { path: string }) => {
        seen.push(path);
        return undefined;
      },
      end: () => undefined,
    });
    const options = { baseDiffIds: known.diffIds.slice(0, 1), known, openCollector };
    return { measured: await measureImage(Readable.from(pieces()), options), seen, asked };
  }

  it.each(LAYOUTS)("says the same, and reads only what is new (%s)", async (layout) => {
    const { bytes, imageId } = built(layout);
    const known = await learn(bytes, imageId);
    const { measured, seen } = await measureKnown(bytes, known);
    const { manifestDigests: _, ...whole } = await measure(bytes, known.diffIds.slice(0, 1));
    expect(measured).toMatchObject(whole);
    expect(measured.binary?.path).toBe("/svc");
    expect(seen).toEqual(["svc"]);
  });

  it.each(["oci", "docker-and-oci"] as const)(
    "by the name that a containerd image store gives it (%s)",
    async (layout) => {
      const { bytes, diffIds, manifestDigests } = built(layout);
      const whole = await measure(bytes, diffIds.slice(0, 1));
      for (const imageId of manifestDigests) {
        const known = await learn(bytes, imageId);
        expect((await measureKnown(bytes, known)).measured).toEqual(whole);
        const options = { baseDiffIds: diffIds.slice(0, 1), known: { ...known, facts: new Map() } };
        expect(await measureImage(Readable.from([bytes]), options)).toEqual(whole);
      }
    },
  );

  it("ends as soon as nothing new is left to read", async () => {
    const isLarge = ({ content }: TarMember) => (content?.length ?? 0) > 1_000_000;
    const largeLast = (members: TarMember[]) =>
      members.toSorted((a, b) => Number(isLarge(a)) - Number(isLarge(b)));
    const { bytes, imageId } = built("docker-archive", largeLast);
    const { asked, measured } = await measureKnown(bytes, await learn(bytes, imageId));
    expect(asked.bytes).toBeLessThan(200_000);
    expect(measured.sizeBytes).toBe(1_200_003);
  });

  it("makes the digest of the program that it starts, and says so where that is another one", async () => {
    const layer = buildTar([
      { path: "bin/tool", content: Buffer.from("tool"), mode: 0o755 },
      { path: "bin/start", kind: "symlink", linkTarget: "tool" },
      { path: "bin/other", content: Buffer.from("other"), mode: 0o755 },
    ]);
    for (const [program, isThere] of [
      ["/bin/tool", true],
      ["tool", true],
      ["/bin/start", false],
    ] as const) {
      const { bytes, imageId, diffIds } = buildArchive({
        layers: [layer],
        config: { Entrypoint: [program] },
      });
      const known = { imageId, diffIds, program, facts: new Map() };
      const found: string[][] = [];
      const openCollector = () => ({
        entry: () => undefined,
        end: (executables: ReadonlyMap<string, string>) => void found.push([...executables.keys()]),
      });
      const options = { baseDiffIds: [], compress: false, openCollector };
      const measuring = measureImage(Readable.from([bytes]), { ...options, known });
      if (isThere) expect((await measuring).binary?.path).toBe("/bin/tool");
      else await expect(measuring).rejects.toThrow(NotEnoughKnown);
      expect(found).toEqual([isThere ? ["bin/tool"] : []]);
      expect((await measureImage(Readable.from([bytes]), options)).binary?.path).toBe("/bin/tool");
      expect(found[1]).toEqual(["bin/tool", "bin/other"]);
    }
  });

  it("says so where a layer was taken for another of the same length", async () => {
    const other = buildTar([{ path: "usr/lib/big", content: Buffer.alloc(1_200_000, "b"), mode: 0o755 }]);
    const { bytes, imageId } = buildArchive({ layers: [base, other, top] });
    const known = await learn(bytes, imageId);
    await expect(measureKnown(bytes, known)).rejects.toThrow(NotEnoughKnown);
  });

  it.each(LAYOUTS)(
    "believes which layer is which where all are new, and checks it when it compresses (%s)",
    async (layout) => {
      const { bytes, imageId, diffIds } = built(layout);
      const known = { imageId, diffIds, program: "/svc", facts: new Map() };
      const found: string[][] = [];
      const openCollector = () => {
        const paths: string[] = [];
        return {
          entry: ({ path }: { path: string }) => void paths.push(path),
          end: () => (diffId: string) => void found.push([diffId, ...paths]),
        };
      };
      const options = { baseDiffIds: [], known, openCollector };
      const { layers: whole } = await measure(bytes);
      const quick = await measureImage(Readable.from([bytes]), { ...options, compress: false });
      expect(quick.layers).toEqual(
        whole.map((layer) => ({ ...layer, digest: undefined, compressedBytes: undefined })),
      );
      expect(found).toEqual([
        [diffIds[0], "usr/lib/big"],
        [diffIds[1], "svc"],
      ]);

      const other = buildTar([{ path: "svc", content: Buffer.from("oth"), mode: 0o755 }]);
      const forged = built(layout, (members) =>
        members.map((each) => (each.content?.equals(top) ? { ...each, content: other } : each)),
      );
      const compressed = measureImage(Readable.from([forged.bytes]), { ...options, compress: true });
      await expect(compressed).rejects.toThrow("not the one that the config names");
    },
  );

  it("asks for nothing that follows the archive", async () => {
    const { bytes } = built("docker-archive");
    const endless = async function* () {
      yield bytes;
      for (;;) yield Buffer.alloc(512);
    };
    expect((await measureImage(Readable.from(endless()), { baseDiffIds: [] })).sizeBytes).toBe(1_200_003);
  });

  it("takes the binary's digest from a layer that is known", async () => {
    const { bytes, imageId } = built("oci");
    const { layers, config } = findImage(await readArchive(Readable.from([bytes])));
    const facts = new Map(layers.map((layer) => [layer.diffId, layer]));
    const known = { imageId, diffIds: config.rootfs.diff_ids, program: "/svc", facts };
    const { measured, seen } = await measureKnown(bytes, known);
    expect(seen).toEqual([]);
    expect(measured.binary?.sha256).toBe(sha256("new").slice("sha256:".length));
  });
});
