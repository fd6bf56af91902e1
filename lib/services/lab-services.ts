/** The services that come with the project; `source` is the folder below lab/services. */
export type LabService = {
  slug: string;
  title: string;
  summary: string;
  source: string;
  /** The cargo package, which names the binary too. */
  package: string;
  isDefault: boolean;
};

export const LAB_SERVICES: readonly LabService[] = [
  {
    slug: "whoami",
    title: "whoami",
    summary: "An axum service that calls others over HTTPS: TLS roots, threads, an allocator, a libc.",
    source: "whoami",
    package: "whoami",
    isDefault: true,
  },
  {
    slug: "caller",
    title: "caller",
    summary:
      "One HTTPS request: rustls, the image’s trust store, and jemalloc or mimalloc where a recipe wants it.",
    source: "caller",
    package: "caller",
    isDefault: false,
  },
  {
    slug: "tiny",
    title: "tiny",
    summary: "The standard library only; compiles in a second.",
    source: "tiny",
    package: "tiny",
    isDefault: false,
  },
];
