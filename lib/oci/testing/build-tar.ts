import type { FileKind } from "../file-entry.ts";

const TYPE_FLAGS: Record<Exclude<FileKind, "whiteout" | "opaque">, string> = {
  file: "0",
  hardlink: "1",
  symlink: "2",
  char: "3",
  block: "4",
  directory: "5",
  fifo: "6",
};

export type TarMember = {
  path: string;
  kind?: keyof typeof TYPE_FLAGS;
  content?: Buffer;
  linkTarget?: string;
  mode?: number;
  uid?: number;
  gid?: number;
  mtimeSeconds?: number;
  /** How a name over 100 bytes is written, and whether further PAX records go along. */
  longNames?: "pax" | "gnu" | "prefix";
  pax?: Record<string, string | Buffer>;
};

/** One header block as POSIX.1-1988 has it; `typeFlag` and sizes may be whatever a hostile archive would say. */
export function tarHeader(fields: {
  name: Buffer | string;
  prefix?: string;
  typeFlag?: string;
  size?: number | string;
  linkName?: string;
  mode?: number;
  uid?: number;
  gid?: number;
  mtimeSeconds?: number;
  magic?: string;
}): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, "0")}\0`;
  const size = fields.size ?? 0;
  Buffer.from(fields.name).copy(block, 0, 0, 100);
  block.write(octal(fields.mode ?? 0o644, 8), 100, "latin1");
  block.write(octal(fields.uid ?? 0, 8), 108, "latin1");
  block.write(octal(fields.gid ?? 0, 8), 116, "latin1");
  block.write(typeof size === "string" ? size : octal(size, 12), 124, 12, "latin1");
  block.write(octal(fields.mtimeSeconds ?? 0, 12), 136, "latin1");
  block.write(fields.typeFlag ?? "0", 156, "latin1");
  block.write(fields.linkName ?? "", 157, 100);
  block.write(fields.magic ?? "ustar\u000000", 257, "latin1");
  block.write(fields.prefix ?? "", 345, 155);
  return withChecksum(block);
}

/** Writes the checksum that the block's bytes have. */
export function withChecksum(block: Buffer): Buffer {
  block.write("        ", 148, "latin1");
  let sum = 0;
  for (let at = 0; at < block.length; at += 1) sum += block[at] ?? 0;
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

/** Content, filled up to whole blocks. */
export function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

export function paxHeader(records: Record<string, string | Buffer>): Buffer {
  const content = Buffer.concat(
    Object.entries(records).map(([key, value]) => paxRecord(key, Buffer.from(value))),
  );
  return Buffer.concat([
    tarHeader({ name: "PaxHeaders/x", typeFlag: "x", size: content.length }),
    padded(content),
  ]);
}

function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from("\n")]);
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function gnuLong(typeFlag: "L" | "K", text: string): Buffer {
  const content = Buffer.from(`${text}\0`);
  const header = tarHeader({ name: "././@LongLink", typeFlag, size: content.length, magic: "ustar  \0" });
  return Buffer.concat([header, padded(content)]);
}

/** A whole member: its records, its header, its content. */
export function tarMember(member: TarMember): Buffer {
  const { path, kind = "file", content = Buffer.alloc(0), linkTarget = "", longNames = "pax" } = member;
  const parts: Buffer[] = [];
  const records = { ...member.pax };
  let name = Buffer.from(path);
  let prefix = "";
  if (name.length > 100) {
    const slash = path.lastIndexOf("/");
    const fits = slash > 0 && slash <= 155 && path.length - slash - 1 <= 100 && /^[ -~]*$/.test(path);
    if (longNames === "gnu") parts.push(gnuLong("L", path));
    else if (longNames === "prefix" && fits) {
      prefix = path.slice(0, slash);
      name = Buffer.from(path.slice(slash + 1));
    } else records.path = path;
  }
  if (Buffer.byteLength(linkTarget) > 100) {
    if (longNames === "gnu") parts.push(gnuLong("K", linkTarget));
    else records.linkpath = linkTarget;
  }
  if (Object.keys(records).length > 0) parts.unshift(paxHeader(records));
  const header = tarHeader({
    name,
    prefix,
    typeFlag: TYPE_FLAGS[kind],
    size: content.length,
    linkName: linkTarget,
    mode: member.mode ?? (kind === "directory" ? 0o755 : 0o644),
    ...(member.uid !== undefined && { uid: member.uid }),
    ...(member.gid !== undefined && { gid: member.gid }),
    ...(member.mtimeSeconds !== undefined && { mtimeSeconds: member.mtimeSeconds }),
  });
  return Buffer.concat([...parts, header, padded(content)]);
}

/** A whole tar with its two closing blocks. */
export function buildTar(members: readonly TarMember[]): Buffer {
  return Buffer.concat([...members.map(tarMember), Buffer.alloc(1024)]);
}
