export type PackageType = "deb" | "apk" | "cargo";

/** A package as its database, or the binary that it is in, tells of it. What is not known is absent, never empty. */
export type Package = {
  type: PackageType;
  name: string;
  version: string;
  architecture?: string;
  /** The source package it was built from, where that is another or another version. */
  source?: { name: string; version: string };
  /** As the package's own words have it: SPDX expressions (apk), Debian's short names (deb). */
  licences?: string[];
  /** What the database says it takes when installed; not measured. */
  declaredBytes?: number;
  description?: string;
  /** The layer that brought this version. */
  layerIndex: number;
  /** The database or binary that tells of it. */
  foundIn: string;
  /** https://github.com/package-url/purl-spec; unique in an image. */
  purl: string;
  cargo?: { isRoot: boolean; isBuildOnly: boolean; source: string; dependencies: string[] };
};

/** One text that is read for packages, in the state in which one layer left it. */
export type TextVersion = { layerIndex: number; text: string };

/**
 * A path whose texts are read, and each layer's version of it since it last appeared, oldest first. Paths that the
 * final image does not show are left out by whoever makes this.
 */
export type TextHistory = { path: string; versions: TextVersion[] };

/** A place where packages were looked for, and how that went. */
export type PackageSource = {
  cataloger: string;
  path: string;
  state: "read" | "unreadable";
  packages: number;
  reason?: string;
};
