import { z } from "zod";
import { SIZE_CATEGORIES } from "../analysis/size-categories.ts";
import { TRAIT_IDS } from "../analysis/traits/types.ts";
import { SECTION_GROUPS } from "../elf/section-groups.ts";
import { VARIANT_IDS } from "../variants/variants.ts";

const operatingSystem = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string().optional(),
  codename: z.string().optional(),
  prettyName: z.string(),
  idLike: z.array(z.string()),
  variant: z.string().optional(),
  foundIn: z.string(),
});

/** What our own look could tell; a count never comes without it. */
const packageCoverage = z.object({
  verdict: z.enum(["full", "partial", "blind"]),
  operatingSystem: z.discriminatedUnion("state", [
    z.object({ state: z.literal("recognised"), system: operatingSystem }),
    z.object({ state: z.literal("unrecognised") }),
  ]),
  osPackages: z.discriminatedUnion("state", [
    z.object({ state: z.literal("read"), count: z.number().int() }),
    z.object({ state: z.literal("unknown") }),
  ]),
  crates: z.discriminatedUnion("state", [
    z.object({ state: z.literal("read"), count: z.number().int() }),
    z.object({ state: z.literal("invisible"), cure: z.string() }),
    z.object({ state: z.literal("unreadable"), reason: z.string() }),
    z.object({ state: z.literal("no-binary") }),
  ]),
  unownedBinaries: z.object({ count: z.number().int(), paths: z.array(z.string()) }),
  reasons: z.array(z.string()),
});

const packageView = z.object({
  type: z.enum(["deb", "apk", "cargo"]),
  name: z.string(),
  version: z.string(),
  architecture: z.string().optional(),
  /** The source package, where that is another or another version. */
  source: z.object({ name: z.string(), version: z.string() }).optional(),
  licences: z.array(z.string()).optional(),
  /** declared: the database's own word; symbols: what the crate's symbols take in the binary. */
  size: z.object({ bytes: z.number(), from: z.enum(["declared", "symbols"]) }).optional(),
  description: z.string().optional(),
  layer: z.object({ index: z.number().int(), diffId: z.string() }),
  foundIn: z.string(),
  purl: z.string(),
  /** The service itself among its crates. */
  isRoot: z.boolean(),
  /** Needed to compile only: its code is not in the binary. */
  isBuildOnly: z.boolean(),
});
export type PackageView = z.infer<typeof packageView>;

export const imagePackages = z.object({
  imageId: z.string(),
  coverage: packageCoverage,
  /** Where was looked, and how that went. */
  sources: z.array(
    z.object({
      cataloger: z.string(),
      path: z.string(),
      state: z.enum(["read", "unreadable"]),
      packages: z.number().int(),
      reason: z.string().optional(),
    }),
  ),
  packages: z.array(packageView),
});
export type ImagePackages = z.infer<typeof imagePackages>;

export const traitView = z.object({
  id: z.enum(TRAIT_IDS),
  state: z.enum(["present", "partial", "absent", "unknown"]),
  value: z.string(),
  evidence: z.array(z.string()),
  breaks: z.string().optional(),
  mend: z.string().optional(),
});
export type TraitView = z.infer<typeof traitView>;

const crateSize = z.object({ name: z.string(), sizeBytes: z.number(), symbols: z.number() });

/** A program as its own tables tell of it. */
const programView = z.object({
  bits: z.union([z.literal(32), z.literal(64)]),
  byteOrder: z.enum(["little", "big"]),
  machine: z.string(),
  linkage: z.enum(["static", "static-pie", "dynamic"]),
  sizeBytes: z.number(),
  interpreter: z.string().optional(),
  needed: z.array(z.string()),
  rpath: z.array(z.string()),
  runpath: z.array(z.string()),
  versionsNeeded: z.array(z.object({ library: z.string(), version: z.string(), isWeak: z.boolean() })),
  hardening: z.object({
    isPie: z.boolean(),
    relro: z.enum(["none", "partial", "full"]),
    hasNx: z.boolean(),
    hasBindNow: z.boolean(),
  }),
  isStripped: z.boolean(),
  hasDebugInfo: z.boolean(),
  buildId: z.string().optional(),
  comments: z.array(z.string()),
  /** Largest first. */
  sections: z.array(z.object({ name: z.string(), sizeBytes: z.number() })),
  /** Adds up to the file's size. */
  groups: z.record(z.enum(SECTION_GROUPS), z.number()),
  libc: z.object({
    name: z.enum(["glibc", "musl", "uclibc", "bionic", "none", "unknown"]),
    isLinkedIn: z.boolean(),
    minimumVersion: z.string().optional(),
    evidence: z.array(z.string()),
  }),
  allocator: z.object({ name: z.string(), evidence: z.array(z.string()) }),
  rust: z
    .object({ version: z.string().optional(), commit: z.string().optional(), evidence: z.string() })
    .optional(),
  /** Absent where no symbol table is left. */
  crateSizes: z
    .object({
      crates: z.array(crateSize),
      foreignBytes: z.number(),
      unattributedBytes: z.number(),
      totalBytes: z.number(),
    })
    .optional(),
});
export type ProgramView = z.infer<typeof programView>;

export const imageBinary = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("read"),
    imageId: z.string(),
    path: z.string(),
    sha256: z.string().optional(),
    program: programView,
  }),
  z.object({ state: z.literal("unread"), imageId: z.string(), path: z.string(), reason: z.string() }),
  z.object({ state: z.literal("none"), imageId: z.string(), reason: z.string() }),
]);
export type ImageBinary = z.infer<typeof imageBinary>;

const RUN_VERDICTS = ["runs", "does-not-run", "cannot-tell"] as const;

/** Whether the image's binary starts on the base that a variant stands on. */
export const baseVerdict = z.object({
  variant: z.enum(VARIANT_IDS),
  /** Absent on scratch. */
  base: z
    .object({
      reference: z.string(),
      digest: z.string(),
      origin: z.enum(["registry", "override", "stand-in"]),
    })
    .optional(),
  verdict: z.enum(RUN_VERDICTS),
  problems: z.array(
    z.object({
      code: z.enum([
        "not-a-program",
        "other-machine",
        "no-interpreter",
        "library-missing",
        "version-missing",
      ]),
      text: z.string(),
    }),
  ),
  evidence: z.array(z.string()),
});
export type BaseVerdict = z.infer<typeof baseVerdict>;

const sizeDelta = z.object({ bytes: z.number(), ratio: z.number().optional() });

/** The newest image of the same service, recipe and source that stands on a base. */
const measuredOn = z.object({
  imageId: z.string(),
  sizeBytes: z.number(),
  /** Against the image that is asked about. */
  delta: sizeDelta,
  /** Whether it holds the very same binary, or one that was linked for its base. */
  isSameBinary: z.boolean(),
});

export const imageBases = z.object({
  imageId: z.string(),
  /** `measured` is absent where no such image was built. */
  bases: z.array(baseVerdict.extend({ measured: measuredOn.optional() })),
  /** What base-nossl saves against distroless-cc; absent where not both images are there. */
  withoutLibgcc: z.object({ delta: sizeDelta, isSameBinary: z.boolean() }).optional(),
});
export type ImageBases = z.infer<typeof imageBases>;

/** What a comparison, and so a snapshot, keeps of an image's insides. */
export const imageInside = z.object({
  coverage: packageCoverage,
  traits: z.array(traitView),
  /** Absent where no program was found or read. */
  program: programView
    .pick({
      machine: true,
      linkage: true,
      interpreter: true,
      needed: true,
      hardening: true,
      isStripped: true,
      hasDebugInfo: true,
      libc: true,
      allocator: true,
      rust: true,
    })
    .optional(),
  /** In the catalogue's order; empty where there is no program. */
  bases: z.array(baseVerdict),
  /** What the bytes are for, adding up to the size; absent in snapshots from before it was told. */
  sizeParts: z.array(z.object({ category: z.enum(SIZE_CATEGORIES), sizeBytes: z.number() })).optional(),
});
export type ImageInside = z.infer<typeof imageInside>;
