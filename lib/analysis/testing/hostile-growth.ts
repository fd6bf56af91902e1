import { Readable } from "node:stream";
import { buildArchive, sha256 } from "../../oci/testing/build-archive.ts";
import { buildTar, paxHeader, type TarMember, tarHeader } from "../../oci/testing/build-tar.ts";
import type { HostileCase } from "./hostile-corpus.ts";

const MIB = 1024 ** 2;
const PIECE = 65_536;
/** Made when it is read and in pieces, so that the making takes no memory worth speaking of. */
const whole = (make: () => Buffer) => () =>
  Readable.from(
    (function* () {
      const bytes = make();
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    })(),
  );
const listed = (make: () => TarMember[]) => whole(() => buildArchive({ layers: [buildTar(make())] }).bytes);
const manifestOf = (make: () => string) =>
  whole(() => buildTar([{ path: "manifest.json", content: Buffer.from(make()) }]));

/** Two hundred files whose attributes would take 27 MB. */
function* longAttributes(): Generator<Buffer> {
  const one = paxHeader({ "SCHILY.xattr.user.a": Buffer.alloc(100 * 1024, "a") });
  yield tarHeader({ name: "0/layer.tar", size: 200 * (one.length + 512) + 1024 });
  for (let index = 0; index < 200; index += 1) {
    yield one;
    yield tarHeader({ name: "a", size: 0 });
  }
  yield Buffer.alloc(2048);
}

/** An image that has its one layer again and again; each time its files would be stacked anew. */
function repeatedLayer(times: number, files: number): Buffer {
  const layer = buildTar(Array.from({ length: files }, (_, index) => ({ path: `f${index}` })));
  const diffIds = Array.from({ length: times }, () => sha256(layer));
  const config = { architecture: "amd64", os: "linux", rootfs: { diff_ids: diffIds } };
  const manifest = [{ Config: "config.json", Layers: diffIds.map(() => "layer") }];
  return buildTar([
    { path: "layer", content: layer },
    { path: "config.json", content: Buffer.from(JSON.stringify(config)) },
    { path: "manifest.json", content: Buffer.from(JSON.stringify(manifest)) },
  ]);
}

const deep = "a/".repeat(990);
const hugeSparse = (path: string) => ({
  path,
  pax: { "GNU.sparse.size": String(Number.MAX_SAFE_INTEGER) },
});

/** Small archives that would take much more memory, or time, than they have bytes. */
export const GROWTH_CASES: readonly HostileCase[] = [
  {
    name: "sixty thousand folders that no layer lists",
    ends: "refused",
    open: listed(() => Array.from({ length: 60 }, (_, index) => ({ path: `${index}/${deep}b` }))),
  },
  { name: "attributes of 27 MB", ends: "refused", open: () => Readable.from(longAttributes()) },
  { name: "sizes beyond any disk", ends: "refused", open: listed(() => [hugeSparse("a"), hugeSparse("b")]) },
  { name: "a manifest of opening brackets", ends: "refused", open: manifestOf(() => "[".repeat(3 * MIB)) },
  { name: "a manifest of empty lists", ends: "refused", open: manifestOf(() => `[${"[],".repeat(MIB)}[]]`) },
  { name: "a manifest of blanks", ends: "refused", open: manifestOf(() => `[${" ".repeat(4.5 * MIB)}]`) },
  { name: "one layer five hundred times", ends: "refused", open: whole(() => repeatedLayer(500, 1000)) },
  {
    name: "a program that is a link of half a million parts",
    ends: "read",
    open: whole(() => {
      const link = buildTar([{ path: "svc", kind: "symlink", linkTarget: "./".repeat(500_000) }]);
      return buildArchive({ layers: [link], config: { Entrypoint: ["/svc"] } }).bytes;
    }),
  },
  {
    name: "a licence of a million blanks",
    ends: "read",
    open: listed(() => [
      {
        path: "usr/share/doc/x/copyright",
        content: Buffer.from(`Format: x\nLicense: a${" ".repeat(MIB)}b\n`),
      },
    ]),
  },
  {
    name: "a name of half a million bytes that are no UTF-8",
    ends: "read",
    open: listed(() => [{ path: "a", pax: { path: Buffer.alloc(500_000, 0xff) } }]),
  },
];
