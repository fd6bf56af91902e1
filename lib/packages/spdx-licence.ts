/** Debian's short names whose SPDX identifier is another. Source: the copyright format's section 7.1. */
const FROM_DEBIAN: Record<string, string> = {
  expat: "MIT",
  "apache-2": "Apache-2.0",
  artistic: "Artistic-1.0-Perl",
  "bsd-2-clause": "BSD-2-Clause",
  "bsd-3-clause": "BSD-3-Clause",
  "bsd-4-clause": "BSD-4-Clause",
  "gfdl-1.3": "GFDL-1.3-only",
  "gfdl-1.3+": "GFDL-1.3-or-later",
  isc: "ISC",
  "mpl-1.1": "MPL-1.1",
  "mpl-2": "MPL-2.0",
  openssl: "OpenSSL",
  zlib: "Zlib",
};

/** The SPDX identifier of a licence's name in Debian's words; undefined where it is none that is known for sure. */
export function toSpdxLicence(name: string): string | undefined {
  const known = FROM_DEBIAN[name.toLowerCase()];
  if (known !== undefined) return known;
  const gnu = /^(AGPL|LGPL|GPL)-(\d)(?:\.(\d))?(\+)?$/.exec(name);
  if (gnu === null) return undefined;
  return `${gnu[1]}-${gnu[2]}.${gnu[3] ?? "0"}-${gnu[4] === "+" ? "or-later" : "only"}`;
}
