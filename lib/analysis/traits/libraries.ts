import { compareVersions } from "../../elf/libc.ts";
import { type ImageContent, listVisible } from "../image-content.ts";
import type { Trait, TraitInput } from "./types.ts";

type Found = { path: string; layerIndex: number };

/** Visible files, and links, whose name matches. */
function findByName(image: ImageContent, pattern: RegExp): Found[] {
  return listVisible(image)
    .filter(({ file }) => file.kind !== "directory" && pattern.test(file.path))
    .map(({ file, layerIndex }) => ({ path: file.path, layerIndex }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const packageVersion = ({ packages }: TraitInput, names: readonly string[]) =>
  packages.packages.find(({ type, name }) => type !== "cargo" && names.includes(name));

/** The libc that the image offers to programs that are not static. */
export function findLibc(input: TraitInput): Trait {
  const { image } = input;
  const glibc = findByName(image, /(^|\/)libc\.so\.6(\.1)?$/)[0];
  const musl = findByName(image, /(^|\/)ld-musl-[^/]+\.so\.1$/)[0];
  if (glibc !== undefined) {
    const known = packageVersion(input, ["libc6", "glibc", "libc6.1"]);
    const exported = image.layers[glibc.layerIndex]?.content.elves
      .get(glibc.path)
      ?.versionsDefined.flatMap((version) => /^GLIBC_(\d+(?:\.\d+)+)$/.exec(version)?.[1] ?? [])
      .sort(compareVersions)
      .at(-1);
    const version = known?.version.replace(/^\d+:/, "").replace(/-[^-]*$/, "") ?? exported;
    return {
      id: "libc",
      state: "present",
      value: version === undefined ? "glibc" : `glibc ${version}`,
      evidence: [
        `/${glibc.path}${exported === undefined ? "" : ` exports up to GLIBC_${exported}`}`,
        ...(known === undefined ? [] : [`package ${known.name} ${known.version}`]),
      ],
    };
  }
  if (musl !== undefined) {
    const known = packageVersion(input, ["musl"]);
    const version = known?.version.replace(/-[^-]*$/, "");
    return {
      id: "libc",
      state: "present",
      value: version === undefined ? "musl" : `musl ${version}`,
      evidence: [`/${musl.path}`, ...(known === undefined ? [] : [`package musl ${known.version}`])],
    };
  }
  return {
    id: "libc",
    state: "absent",
    value: "none",
    evidence: ["no libc.so.6 and no ld-musl"],
    breaks: "Only static binaries start; a dynamic one fails with “no such file or directory”.",
    mend: "FROM gcr.io/distroless/base-nossl-debian13:nonroot",
  };
}

/** Whether a program finds a TLS library of the system, and which version. */
export function findOpenssl(input: TraitInput): Trait {
  const found = findByName(input.image, /(^|\/)lib(ssl|crypto)\.so\.[^/]+$/);
  const known = packageVersion(input, ["libssl3t64", "libssl3", "libssl1.1", "libcrypto3"]);
  if (found.length > 0) {
    return {
      id: "openssl",
      state: "present",
      value: known?.version ?? `libssl ${/\.so\.(.+)$/.exec(found[0]?.path ?? "")?.[1] ?? ""}`.trim(),
      evidence: [
        ...found.map(({ path }) => `/${path}`),
        ...(known === undefined ? [] : [`package ${known.name} ${known.version}`]),
      ],
    };
  }
  return {
    id: "openssl",
    state: "absent",
    value: "none",
    evidence: ["no libssl and no libcrypto"],
    breaks: "Programs linked against OpenSSL do not start; rustls does not need it.",
    mend: "FROM gcr.io/distroless/base-debian13:nonroot",
  };
}
