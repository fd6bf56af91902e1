import type { RowReasons } from "../row-spec.ts";

/** Why one would care about the rows of what a program needs to run, what breaks and how that is mended. */
export const RUNTIME_REASONS: RowReasons = {
  "runs-on": {
    why: "It is the list of bases that can be chosen without compiling anew.",
    breaks: "On any other base it does not start.",
    mend: "Link it otherwise: linkage=static-musl runs anywhere.",
  },
  linkage: {
    why: "It decides which bases are possible at all.",
    breaks: "A dynamic binary on an empty base: no such file or directory.",
    mend: "linkage=static-musl or static-glibc.",
  },
  libc: {
    why: "A binary runs on this release or a newer one.",
    breaks: "On an older one it does not start: version GLIBC_… not found.",
    mend: "Compile on an older toolchain image, or link statically.",
  },
  needed: {
    why: "Each is a file that the base must have.",
    breaks: "Without one of them it does not start.",
    mend: "Link it in, or take a base that has it.",
  },
  allocator: {
    why: "Under many threads it may decide throughput, and always how memory comes back.",
    breaks: "Nothing: musl’s own is slow where many threads allocate.",
    mend: "Turn the recipe’s allocator knob (mimalloc, jemalloc) where the service has it.",
  },
  hardening: {
    why: "They make a flaw harder to use.",
    breaks: "Nothing stops working without them.",
    mend: "They are rustc’s defaults: look for flags that turn them off.",
  },
  symbols: {
    why: "Backtraces, profilers and crash reports need them.",
    breaks: "A panic’s backtrace has no names.",
    mend: "strip=none or strip=debuginfo; keep the names in a file beside it (split-debuginfo).",
  },
  rust: {
    why: "Its standard library has advisories too.",
    breaks: "Nothing by itself.",
    mend: "Pin the toolchain, and raise it.",
  },
  ports: {
    why: "It tells people and tools where to connect.",
    breaks: "Nothing: EXPOSE opens no port.",
    mend: "EXPOSE 8080",
  },
  entrypoint: {
    why: "It is what runs as process 1, and what signals go to.",
    breaks: "In shell form it needs a shell, and SIGTERM reaches that one.",
    mend: 'ENTRYPOINT ["/service"] in exec form',
  },
  workdir: {
    why: "Relative paths begin there.",
    breaks: "A file that is looked for elsewhere is not found.",
    mend: "WORKDIR /",
  },
};
