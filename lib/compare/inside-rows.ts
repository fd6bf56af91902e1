import type { ComparisonColumn } from "../images/schemas.ts";
import type { ImageInside } from "../images/schemas-inside.ts";
import { VARIANTS } from "../variants/variants.ts";
import { absent, type CellValue, NOT_READ, type RowSpec } from "./row-spec.ts";

const NO_PROGRAM = "No program was recognised";

const text = (words: string): CellValue => ({ kind: "text", text: words });

type Cell = ReturnType<RowSpec["read"]>;

/** A cell about what was read of an image's files; absent in columns from before they were read. */
function ofInside(read: (inside: ImageInside, column: ComparisonColumn) => Cell): RowSpec["read"] {
  return (column) => (column.inside ? read(column.inside, column) : { value: absent(NOT_READ) });
}

type Program = NonNullable<ImageInside["program"]>;

function ofProgram(read: (program: Program) => Omit<Cell, "evidence"> & { texts?: readonly string[] }) {
  return ofInside(({ program }, { image }) => {
    if (program === undefined) return { value: absent(NO_PROGRAM) };
    const { texts = [], ...cell } = read(program);
    return { ...cell, evidence: { texts, href: `/images/${image.imageId}#binary` } };
  });
}

/** What the layers hold: a count is a number only where it could be counted. */
export const CONTENT_ROWS: readonly RowSpec[] = [
  {
    id: "operating-system",
    label: "Operating system",
    explanation: "As os-release in the image names it. Scanners need it to know whose advisories count.",
    read: ofInside(({ coverage }) => ({
      value: text(
        coverage.operatingSystem.state === "recognised"
          ? coverage.operatingSystem.system.prettyName
          : "none named",
      ),
    })),
  },
  {
    id: "os-packages",
    label: "OS packages",
    explanation:
      "What the package databases in the image list. Without a database nobody can tell: that is not zero packages.",
    read: ofInside(({ coverage }, { image }) => ({
      value:
        coverage.osPackages.state === "read"
          ? { kind: "count", count: coverage.osPackages.count }
          : text("cannot tell"),
      ...(coverage.osPackages.state === "unknown" && { note: "no package database" }),
      evidence: { texts: coverage.reasons, href: `/images/${image.imageId}#packages` },
    })),
  },
  {
    id: "crates",
    label: "Crates",
    explanation:
      "What cargo-auditable wrote into the binary. Without its list the crates are there all the same, and nobody can name them.",
    read: ofInside(({ coverage: { crates } }, { image }) => ({
      value: crates.state === "read" ? { kind: "count", count: crates.count } : text("not readable"),
      ...(crates.state === "invisible" && { note: "built without cargo-auditable" }),
      evidence: {
        texts: crates.state === "unreadable" ? [crates.reason] : [],
        href: `/images/${image.imageId}#packages`,
      },
    })),
  },
  {
    id: "unowned",
    label: "Programs nobody owns",
    explanation:
      "Programs and libraries, the service apart, that no package claims: no scanner looks them up, no upgrade replaces them.",
    ranked: true,
    read: ofInside(({ coverage: { unownedBinaries } }, { image }) => ({
      value: { kind: "count", count: unownedBinaries.count },
      evidence: {
        texts: unownedBinaries.paths.map((path) => `/${path}`),
        href: `/images/${image.imageId}#packages`,
      },
    })),
  },
];

function toRunsOn({ bases }: ImageInside, imageId: string): Cell {
  const of = (verdict: string) =>
    bases.filter((base) => base.verdict === verdict).map(({ variant }) => variant);
  const [runs, not, unknown] = [of("runs"), of("does-not-run"), of("cannot-tell")];
  const remarks = [
    ...(not.length > 0 ? [`not on ${not.join(", ")}`] : []),
    ...(unknown.length > 0 ? [`cannot tell for ${unknown.join(", ")}`] : []),
  ];
  const value =
    runs.length === bases.length ? "any base" : runs.length === 0 ? "none known" : runs.join(", ");
  return {
    value: text(value),
    ...(remarks.length > 0 && { note: remarks.join("; ") }),
    evidence: {
      texts: bases.flatMap(({ problems }) => problems.map((problem) => problem.text)),
      href: `/images/${imageId}#runs-on`,
    },
  };
}

const LINKAGE: Record<Program["linkage"], string> = {
  static: "static",
  "static-pie": "static, at any address",
  dynamic: "dynamic",
};

function toLibcCell(column: ComparisonColumn): Cell {
  const libc = column.inside?.program?.libc;
  if (libc === undefined) {
    return { value: text(VARIANTS.find(({ id }) => id === column.image.variant)?.libc ?? "unknown") };
  }
  const { name, isLinkedIn, minimumVersion, evidence } = libc;
  const words = isLinkedIn ? `${name}, linked in` : `${name}${minimumVersion ? ` ≥ ${minimumVersion}` : ""}`;
  return {
    value: text(words),
    evidence: { texts: evidence, href: `/images/${column.image.imageId}#binary` },
  };
}

const toLibraryNames = (needed: readonly string[]) =>
  needed.filter((name) => !/^ld-/.test(name)).map((name) => name.replace(/\.so(\.\d+)*$/, ""));

/** What the binary's own tables say of it. */
export const PROGRAM_ROWS: readonly RowSpec[] = [
  {
    id: "runs-on",
    label: "Runs on",
    explanation:
      "The bases on which this very binary would start: its interpreter, its libraries and the symbol versions it needs were looked up in each of them.",
    read: ofInside((inside, { image }) =>
      inside.program === undefined ? { value: absent(NO_PROGRAM) } : toRunsOn(inside, image.imageId),
    ),
  },
  {
    id: "linkage",
    label: "Linkage",
    explanation:
      "A static binary brings all it needs; a dynamic one needs its interpreter and libraries in the image.",
    read: ofProgram(({ linkage, interpreter }) => ({
      value: text(LINKAGE[linkage]),
      texts: interpreter === undefined ? ["no interpreter"] : [`interpreter ${interpreter}`],
    })),
  },
  {
    id: "libc",
    label: "libc",
    explanation:
      "The C library that the program uses, and the oldest release that has every symbol version it needs.",
    read: toLibcCell,
  },
  {
    id: "needed",
    label: "Libraries it needs",
    explanation:
      "DT_NEEDED of the binary without the linker itself: each has to be in the image, or it does not start.",
    read: ofProgram(({ needed }) => ({
      value: text(toLibraryNames(needed).join(", ") || "none"),
      texts: needed,
    })),
  },
  {
    id: "allocator",
    label: "Allocator",
    explanation: "Who hands out the heap's memory. musl's own takes one lock: threads wait for each other.",
    read: ofProgram(({ allocator }) => ({ value: text(allocator.name), texts: allocator.evidence })),
  },
  {
    id: "hardening",
    label: "Hardening",
    explanation:
      "PIE: loaded at any address. RELRO: the linker's tables are read-only once started. NX: no code on the stack.",
    read: ofProgram(({ hardening: { isPie, relro, hasNx } }) => ({
      value: text(
        [
          ...(isPie ? ["PIE"] : []),
          ...(relro === "none" ? [] : [`${relro} RELRO`]),
          ...(hasNx ? ["NX"] : []),
        ].join(", ") || "none",
      ),
    })),
  },
  {
    id: "symbols",
    label: "Symbols",
    explanation: "Names of functions in the file: backtraces need them, strip saves their bytes.",
    read: ofProgram(({ isStripped, hasDebugInfo }) => ({
      value: text(hasDebugInfo ? "with debug info" : isStripped ? "stripped" : "kept"),
    })),
  },
  {
    id: "rust",
    label: "Rust",
    explanation: "What compiled it, as the compiler left it in the binary.",
    read: ofProgram(({ rust }) => ({
      value:
        rust === undefined
          ? absent("No trace of a Rust compiler")
          : text(rust.version ?? "a nightly or own build"),
      texts: rust === undefined ? [] : [rust.evidence],
    })),
  },
];
