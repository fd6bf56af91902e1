import type { Linkage } from "./knobs.ts";

/** The roles that a base can have; each variant stands on one, `toolchain` compiles. */
export const BASE_ROLES = [
  "toolchain",
  "alpine",
  "distroless-static",
  "base-nossl",
  "distroless-cc",
  "debian-slim",
] as const;
export type BaseRole = (typeof BASE_ROLES)[number];

export type Libc = "glibc" | "musl";

export type Variant = {
  /** Also the Dockerfile target and the CSS token's suffix. */
  id: VariantId;
  title: string;
  /** The base it stands on; none for scratch. */
  base: BaseRole | null;
  libc: Libc;
  /** How its program is linked unless a recipe says otherwise. */
  linkage: Linkage;
  /** One of the five that a run builds unless told otherwise. */
  isDefault: boolean;
  summary: string;
  tradeoff: string;
};

export const VARIANT_IDS = [
  "scratch",
  "alpine",
  "distroless-static",
  "base-nossl",
  "distroless-cc",
  "debian-slim",
  "naive",
] as const;
export type VariantId = (typeof VARIANT_IDS)[number];

/** The catalogue, in the order in which pages list it. */
export const VARIANTS: readonly Variant[] = [
  {
    id: "scratch",
    title: "scratch",
    base: null,
    libc: "musl",
    linkage: "static-musl",
    isDefault: true,
    summary: "A static musl binary, the CA bundle and a passwd file in an otherwise empty image.",
    tradeoff: "No shell, no time zones, no package database: a scanner has no operating system to read.",
  },
  {
    id: "alpine",
    title: "alpine",
    base: "alpine",
    libc: "musl",
    linkage: "static-musl",
    isDefault: true,
    summary: "A static musl binary beside busybox and musl.",
    tradeoff: "A shell for debugging, and musl's allocator under contention.",
  },
  {
    id: "distroless-static",
    title: "distroless-static",
    base: "distroless-static",
    libc: "musl",
    linkage: "static-musl",
    isDefault: false,
    summary: "A static musl binary on certificates, time zones and a non-root user.",
    tradeoff: "No libc in the image: dynamic binaries do not start.",
  },
  {
    id: "base-nossl",
    title: "base-nossl",
    base: "base-nossl",
    libc: "glibc",
    linkage: "libgcc-inside",
    isDefault: true,
    summary: "A glibc binary with libgcc linked in, on distroless with libc and without OpenSSL.",
    tradeoff: "No libgcc_s and no libssl: a binary that needs either does not start.",
  },
  {
    id: "distroless-cc",
    title: "distroless-cc",
    base: "distroless-cc",
    libc: "glibc",
    linkage: "dynamic",
    isDefault: true,
    summary: "A dynamic glibc binary on distroless with libc, libgcc and libstdc++.",
    tradeoff: "No shell to look around with.",
  },
  {
    id: "debian-slim",
    title: "debian-slim",
    base: "debian-slim",
    libc: "glibc",
    linkage: "dynamic",
    isDefault: true,
    summary: "A dynamic glibc binary on Debian with apt, a shell and coreutils.",
    tradeoff: "Everything a person debugging wants, and so does whoever breaks in.",
  },
  {
    id: "naive",
    title: "naive",
    base: "toolchain",
    libc: "glibc",
    linkage: "dynamic",
    isDefault: false,
    summary: "The anti-example: toolchain, sources and build directory all ship, as root.",
    tradeoff: "The compiler ships to production.",
  },
];

export const DEFAULT_VARIANT_IDS: readonly VariantId[] = VARIANTS.filter((v) => v.isDefault).map((v) => v.id);

/** Whether this is the name of a variant. */
export function isVariantId(value: string): value is VariantId {
  return (VARIANT_IDS as readonly string[]).includes(value);
}
