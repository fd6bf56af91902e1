import { Readable } from "node:stream";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { ArchiveLimits } from "../../oci/archive-limits.ts";
import { buildArchive, sha256 } from "../../oci/testing/build-archive.ts";
import { buildTar, type TarMember, tarHeader, withChecksum } from "../../oci/testing/build-tar.ts";

/** An archive that means harm, made when it is asked for, and how it has to end. */
export type HostileCase = {
  name: string;
  open: () => Readable;
  ends: "refused" | "read";
  /** Smaller limits, so that a bomb is known as one before it costs minutes. */
  limits?: () => ArchiveLimits;
};

const GIB = 1024 ** 3;
const MANY = 1_000_000;

const whole = (bytes: Buffer) => () => Readable.from([bytes]);
const layered = (...layers: Buffer[]) => whole(buildArchive({ layers }).bytes);
const listed = (members: TarMember[]) => layered(buildTar(members));

/** The one layer of an OCI layout, exchanged for other bytes. */
function exchanged(blob: Buffer): () => Readable {
  const layer = buildTar([{ path: "a" }]);
  const digest = sha256(layer).slice("sha256:".length);
  const order = (members: TarMember[]) =>
    members.map((member) => (member.path.endsWith(digest) ? { ...member, content: blob } : member));
  return whole(buildArchive({ layers: [layer], layout: "oci", order }).bytes);
}

/** An old GNU sparse file: 512 bytes are stored, `fullBytes` claimed. */
function sparse(fullBytes: number): Buffer {
  const header = tarHeader({ name: "sparse", typeFlag: "S", size: 512, mode: 0o755, magic: "ustar  \0" });
  // too large for octal digits: big-endian, as GNU tar writes it
  header.fill(0, 483, 495);
  header[483] = 0x80;
  header.writeBigUInt64BE(BigInt(fullBytes), 487);
  return Buffer.concat([withChecksum(header), Buffer.alloc(512, 1), Buffer.alloc(1024)]);
}

/** A layer of a million empty files, never whole in memory. */
function* millionFiles(): Generator<Buffer> {
  yield tarHeader({ name: "0/layer.tar", size: MANY * 512 + 1024 });
  const header = tarHeader({ name: "d/0000000", size: 0 });
  const batch = Buffer.alloc(512 * 128);
  for (let index = 0; index < MANY; index += 1) {
    header.write(`d/${String(index).padStart(7, "0")}`, 0, "latin1");
    const at = (index % 128) * 512;
    withChecksum(header).copy(batch, at);
    if (at + 512 === batch.length) yield Buffer.from(batch);
  }
  yield Buffer.alloc((MANY % 128) * 512 + 2048);
}

function rawName(bytes: Buffer): Buffer {
  const header = tarHeader({ name: "x", size: 0 });
  bytes.copy(header, 0);
  return Buffer.concat([withChecksum(header), Buffer.alloc(1024)]);
}

/** Both formats may be several streams one after the other. */
function repeated(stream: Buffer, times: number): Buffer {
  return Buffer.concat(Array.from({ length: times }, () => stream));
}

const content = Buffer.alloc(10);
const MIB = 1024 ** 2;
const small = () => new ArchiveLimits(64 * MIB);
const honest = buildArchive({ layers: [buildTar([{ path: "a", content: Buffer.alloc(9000) }])] }).bytes;

/** Made by this script alone; `npm run unit` reads every one of them as a worker would. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  { name: "paths that step out", ends: "read", open: listed([{ path: "../../etc/passwd", content }]) },
  { name: "absolute paths", ends: "read", open: listed([{ path: "/etc/shadow", content }]) },
  {
    name: "links out of the tree and in circles",
    ends: "read",
    open: listed([
      { path: "out", kind: "symlink", linkTarget: "../../../../etc/passwd" },
      { path: "hard", kind: "hardlink", linkTarget: "../../etc/shadow" },
      { path: "a", kind: "symlink", linkTarget: "b" },
      { path: "b", kind: "symlink", linkTarget: "a" },
      { path: "self", kind: "hardlink", linkTarget: "self" },
    ]),
  },
  {
    name: "devices and pipes",
    ends: "read",
    open: listed([
      { path: "dev/sda", kind: "block" },
      { path: "dev/mem", kind: "char" },
      { path: "pipe", kind: "fifo" },
    ]),
  },
  { name: "a million files", ends: "refused", open: () => Readable.from(millionFiles()) },
  { name: "a sparse file of 10 GiB", ends: "read", open: layered(sparse(10 * GIB)) },
  {
    name: "a gzip bomb",
    ends: "refused",
    limits: small,
    open: exchanged(repeated(gzipSync(Buffer.alloc(8 * MIB)), 32)),
  },
  {
    name: "a zstd bomb",
    ends: "refused",
    limits: small,
    open: exchanged(repeated(zstdCompressSync(Buffer.alloc(8 * MIB)), 32)),
  },
  { name: "a tar that is cut off", ends: "refused", open: whole(honest.subarray(0, honest.length - 4000)) },
  { name: "a name in bad UTF-8", ends: "read", open: layered(rawName(Buffer.from([0xff, 0xfe, 0x80]))) },
  {
    name: "names with control characters",
    ends: "read",
    open: listed([
      { path: "a\u001b[2Jb", content },
      { path: "line\nbreak", content },
    ]),
  },
  {
    name: "the same name a thousand times",
    ends: "read",
    open: listed(Array.from({ length: 1000 }, () => ({ path: "usr/bin/same", content }))),
  },
  {
    name: "names of the language's own",
    ends: "read",
    open: listed([
      { path: "__proto__/polluted", content },
      { path: "constructor", content },
    ]),
  },
  {
    name: "a size that is not there",
    ends: "refused",
    open: exchanged(Buffer.concat([tarHeader({ name: "huge", size: 0o77777777777 }), Buffer.alloc(512)])),
  },
  {
    name: "folders without end",
    ends: "refused",
    open: listed([{ path: "a/".repeat(1500).concat("b"), content }]),
  },
  { name: "random bytes as a program", ends: "read", open: listed([elfLike()]) },
  { name: "nothing", ends: "refused", open: whole(Buffer.alloc(0)) },
];

/** Begins as an ELF file does, and goes on as nothing does. */
function elfLike(): TarMember {
  const bytes = Buffer.alloc(4096, 0xff);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(bytes);
  return { path: "svc", content: bytes, mode: 0o755 };
}
