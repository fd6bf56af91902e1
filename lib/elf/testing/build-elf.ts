/** Builds small ELF files of any class and byte order, for tests. */

export type BuiltSection = { name: string; bytes: Uint8Array; type?: number; flags?: number; link?: number };

export type BuildElfOptions = {
  bits?: 32 | 64;
  order?: "little" | "big";
  type?: number;
  machine?: number;
  interpreter?: string;
  soname?: string;
  needed?: string[];
  runpath?: string;
  /** DT_FLAGS_1; 0x08000000 marks a PIE, 1 is "bind now". */
  flags1?: number;
  neededVersions?: { library: string; versions: string[] }[];
  definedVersions?: string[];
  hasRelro?: boolean;
  /** Flags of the stack segment; none where absent. */
  stackFlags?: number;
  buildId?: Uint8Array;
  sections?: BuiltSection[];
};

/** The address that file offset 0 is loaded at. */
const BASE = 0x10000;

class Bytes {
  readonly #little: boolean;
  readonly #wide: number;
  readonly parts: Buffer[] = [];
  length = 0;

  constructor(little: boolean, wide: number) {
    this.#little = little;
    this.#wide = wide;
  }

  raw(bytes: Uint8Array): this {
    this.parts.push(Buffer.from(bytes));
    this.length += bytes.byteLength;
    return this;
  }

  number(value: number, size: number): this {
    const bytes = Buffer.alloc(8);
    if (this.#little) bytes.writeBigUInt64LE(BigInt(value));
    else bytes.writeBigUInt64BE(BigInt(value));
    return this.raw(this.#little ? bytes.subarray(0, size) : bytes.subarray(8 - size));
  }

  u8 = (value: number) => this.number(value, 1);
  u16 = (value: number) => this.number(value, 2);
  u32 = (value: number) => this.number(value, 4);
  word = (value: number) => this.number(value, this.#wide);
  toBuffer = () => Buffer.concat(this.parts);
}

class Strings {
  text = "\0";
  add(value: string): number {
    const at = Buffer.byteLength(this.text);
    this.text += `${value}\0`;
    return at;
  }
}

/** The file's bytes. */
export function buildElf(options: BuildElfOptions = {}): Buffer {
  const little = options.order !== "big";
  const is64 = options.bits !== 32;
  const wide = is64 ? 8 : 4;
  const bytes = () => new Bytes(little, wide);
  const [headerSize, segmentSize, sectionSize] = is64 ? [64, 56, 64] : [52, 32, 40];

  const body = bytes();
  const strings = new Strings();
  const segments: { type: number; flags: number; offset: number; size: number }[] = [];
  const hasDynamic =
    [options.needed, options.soname, options.flags1, options.neededVersions, options.definedVersions].some(
      (value) => value !== undefined,
    ) || options.runpath !== undefined;
  const segmentCount =
    1 +
    Number(options.interpreter !== undefined) +
    Number(hasDynamic) +
    Number(options.hasRelro === true) +
    Number(options.stackFlags !== undefined) +
    Number(options.buildId !== undefined);
  const bodyAt = headerSize + segmentCount * segmentSize;
  const here = () => bodyAt + body.length;
  const place = (type: number, flags: number, content: Uint8Array) => {
    segments.push({ type, flags, offset: here(), size: content.byteLength });
    body.raw(content);
  };

  if (options.interpreter !== undefined) place(3, 4, Buffer.from(`${options.interpreter}\0`));
  if (options.stackFlags !== undefined) place(0x6474e551, options.stackFlags, new Uint8Array(0));
  if (options.hasRelro === true) place(0x6474e552, 4, new Uint8Array(0));
  if (options.buildId !== undefined) {
    const note = bytes().u32(4).u32(options.buildId.byteLength).u32(3).raw(Buffer.from("GNU\0"));
    place(4, 4, note.raw(options.buildId).toBuffer());
  }
  if (hasDynamic) {
    const tags: [number, number][] = [];
    for (const library of options.needed ?? []) tags.push([1, strings.add(library)]);
    if (options.soname !== undefined) tags.push([14, strings.add(options.soname)]);
    if (options.runpath !== undefined) tags.push([29, strings.add(options.runpath)]);
    if (options.flags1 !== undefined) tags.push([0x6ffffffb, options.flags1]);
    const needs = options.neededVersions ?? [];
    if (needs.length > 0) {
      tags.push([0x6ffffffe, BASE + here()], [0x6fffffff, needs.length]);
      needs.forEach(({ library, versions }, index) => {
        const next = index === needs.length - 1 ? 0 : 16 + versions.length * 16;
        body.u16(1).u16(versions.length).u32(strings.add(library)).u32(16).u32(next);
        versions.forEach((version, at) => {
          body
            .u32(0)
            .u16(0)
            .u16(2)
            .u32(strings.add(version))
            .u32(at === versions.length - 1 ? 0 : 16);
        });
      });
    }
    const defined = options.definedVersions ?? [];
    if (defined.length > 0) {
      tags.push([0x6ffffffc, BASE + here()], [0x6ffffffd, defined.length]);
      defined.forEach((version, index) => {
        const next = index === defined.length - 1 ? 0 : 28;
        body
          .u16(1)
          .u16(0)
          .u16(index + 1)
          .u16(1)
          .u32(0)
          .u32(20)
          .u32(next);
        body.u32(strings.add(version)).u32(0);
      });
    }
    tags.push([5, BASE + here()]);
    body.raw(Buffer.from(strings.text));
    const dynamic = bytes();
    for (const [tag, value] of [...tags, [0, 0] as const]) dynamic.word(tag).word(value);
    place(2, 6, dynamic.toBuffer());
  }

  const names = new Strings();
  const sections = (options.sections ?? []).map((section) => {
    const offset = here();
    body.raw(section.type === 8 ? new Uint8Array(0) : section.bytes);
    return { ...section, nameAt: names.add(section.name), offset };
  });
  const namesAt = here();
  const namesName = names.add(".shstrtab");
  body.raw(Buffer.from(names.text));
  const sectionsAt = here();
  segments.push({ type: 1, flags: 5, offset: 0, size: sectionsAt });

  const header = bytes().raw(Buffer.from([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, little ? 1 : 2, 1]));
  header
    .raw(new Uint8Array(9))
    .u16(options.type ?? 3)
    .u16(options.machine ?? 62)
    .u32(1);
  header.word(BASE).word(headerSize).word(sectionsAt).u32(0);
  header.u16(headerSize).u16(segmentSize).u16(segments.length).u16(sectionSize);
  header.u16(sections.length + 2).u16(sections.length + 1);
  for (const { type, flags, offset, size } of segments) {
    header.u32(type);
    if (is64) header.u32(flags);
    header
      .word(offset)
      .word(BASE + offset)
      .word(BASE + offset)
      .word(size)
      .word(size);
    if (!is64) header.u32(flags);
    header.word(1);
  }
  const table = bytes().raw(new Uint8Array(sectionSize));
  const addSection = (
    name: number,
    type: number,
    flags: number,
    offset: number,
    size: number,
    link: number,
  ) =>
    table
      .u32(name)
      .u32(type)
      .word(flags)
      .word(BASE + offset)
      .word(offset)
      .word(size)
      .u32(link)
      .u32(0)
      .word(1)
      .word(0);
  for (const section of sections) {
    addSection(
      section.nameAt,
      section.type ?? 1,
      section.flags ?? 2,
      section.offset,
      section.bytes.byteLength,
      section.link ?? 0,
    );
  }
  addSection(namesName, 3, 0, namesAt, Buffer.byteLength(names.text), 0);
  return Buffer.concat([header.toBuffer(), body.toBuffer(), table.toBuffer()]);
}
