/** Stored layer indexes name a kind by its place here: new ones go to the end, and none is ever moved. */
export const FILE_KINDS = [
  "file",
  "directory",
  "symlink",
  "hardlink",
  "char",
  "block",
  "fifo",
  "whiteout",
  "opaque",
] as const;

/**
 * What an entry of a layer's tar is. `whiteout` removes its path from the layers below (`.wh.<name>`), `opaque`
 * empties the directory below (`.wh..wh..opq`); in both, `path` is that of the thing removed, without the marker.
 */
export type FileKind = (typeof FILE_KINDS)[number];

/** One entry of a layer's tar, in the order of the tar. Everything in it is untrusted and never joined to a real path. */
export type FileEntry = {
  /**
   * Relative and normalised: no leading `/` or `./`, no trailing `/`, no empty, `.` or `..` parts (`..` steps up, at most
   * to the root). The root itself is "". Bytes that are no UTF-8 and control characters are written `\xNN`, so that
   * two different names stay different.
   */
  path: string;
  kind: FileKind;
  /** Bytes of content, for `file` (a sparse file: its full length); 0 for all else. */
  sizeBytes: number;
  /** The permission bits with setuid, setgid and sticky: 0..0o7777. */
  mode: number;
  uid: number;
  gid: number;
  /** Since the epoch; 0 where the header has none. */
  mtimeMs: number;
  /** symlink: its text as it is, escaped like `path`. hardlink: the path it links to, normalised like `path`. */
  linkTarget?: string;
  /** Names without the `SCHILY.xattr.` prefix; values as base64. */
  xattrs?: Record<string, string>;
};

const EXECUTABLE_BITS = 0o111;

/** Whether anybody may start what lies here, by its mode. */
export function isExecutable({ mode }: Pick<FileEntry, "mode">): boolean {
  return (mode & EXECUTABLE_BITS) !== 0;
}
