import type { RowReasons } from "../row-spec.ts";

/** Why one would care about the rows of what the bytes are for, what breaks and how that is mended. */
export const BYTES_REASONS: RowReasons = {
  "part-libraries": {
    why: "A dynamic program needs some of them; each has its own flaws and updates.",
    breaks: "Without those that the binary needs it does not start.",
    mend: "Link statically (linkage=static-musl), or take base-nossl, which has libc and nothing else.",
  },
  "part-programs": {
    why: "Whoever gets into the container finds them as tools.",
    breaks: "Without a shell, exec and entrypoint scripts fail.",
    mend: "Take a distroless base or scratch; debug with an ephemeral container.",
  },
  "part-certificates": {
    why: "TLS clients that read them from files need them.",
    breaks: "Without any, every HTTPS call fails, unless the binary has roots of its own (webpki-roots).",
    mend: "COPY the bundle of a trusted image, as this Dockerfile does for scratch.",
  },
  "part-time-zones": {
    why: "Local times need them.",
    breaks: "Without them TZ is read as UTC, without a word.",
    mend: "COPY usr/share/zoneinfo, or compile it in (chrono-tz).",
  },
  "part-character-sets": {
    why: "Rust’s strings are UTF-8 and never ask for them.",
    breaks: "Only iconv() in C code fails without them.",
    mend: "Take a base that leaves gconv out.",
  },
  "part-package-databases": {
    why: "A scanner can only look up what they list.",
    breaks: "Without them no package can be named, installed or upgraded.",
    mend: "Keep an SBOM beside the image where there is none.",
  },
  "part-docs-and-locales": {
    why: "Nobody reads a manual in a container.",
    breaks: "C programs without a locale treat text as ASCII; Rust programs do not.",
    mend: "Exclude them (path-exclude of dpkg), or take a base without.",
  },
  "part-build-artefacts": {
    why: "They belong in the stage that compiles.",
    breaks: "Nothing: they are weight, and tools for whoever gets in.",
    mend: "Copy only the program into the last stage.",
  },
  "part-other": {
    why: "What has no better name is worth a look.",
    breaks: "That depends on what it is.",
    mend: "Open the image’s files and sort by size.",
  },
};
