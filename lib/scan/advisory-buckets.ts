type OperatingSystem = { family: string; release: string };

const major = (release: string) => release.split(".")[0] ?? release;
const minor = (release: string) => release.split(".").slice(0, 2).join(".");

// How Trivy's detectors (pkg/detector/ospkg) cut a release before they look it up in the bucket "<family> <release>".
const BUCKETS: Record<string, (release: string) => string[]> = {
  alma: (release) => [`alma ${major(release)}`],
  alpine: (release) => [`alpine ${minor(release)}`, ...(/edge|_alpha/.test(release) ? ["alpine edge"] : [])],
  bottlerocket: () => ["bottlerocket"],
  chainguard: () => ["chainguard"],
  debian: (release) => [`debian ${major(release)}`],
  echo: () => ["echo"],
  minimos: () => ["minimos"],
  rocky: (release) => [`rocky ${major(release)}`],
  ubuntu: (release) => [`ubuntu ${release}`],
  wolfi: () => ["wolfi"],
};

// Families whose releases are cut in ways of their own: data about any release of theirs counts.
const PREFIXES: Record<string, string> = {
  amazon: "amazon linux",
  azurelinux: "azure linux",
  "cbl-mariner": "cbl-mariner",
  centos: "red hat",
  "opensuse-leap": "opensuse leap",
  "opensuse-tumbleweed": "opensuse tumbleweed",
  oracle: "oracle linux",
  photon: "photon os",
  redhat: "red hat",
  sles: "suse linux enterprise",
  slem: "suse linux enterprise micro",
};

/** Whether a database with these top-level buckets holds advisories for this release at all. */
export function coversRelease(os: OperatingSystem, buckets: ReadonlySet<string>): boolean {
  const names = BUCKETS[os.family];
  if (names) return names(os.release).some((name) => buckets.has(name));
  const prefix = PREFIXES[os.family];
  return prefix !== undefined && [...buckets].some((name) => name.toLowerCase().startsWith(prefix));
}

/** Whether a database with these top-level buckets holds advisories about Rust crates. */
export function coversCrates(buckets: ReadonlySet<string>): boolean {
  return [...buckets].some((name) => name.startsWith("cargo::"));
}
