import type { FileEntry } from "../oci/file-entry.ts";

const EXECUTABLE_BITS = 0o111;
const LIBRARY = /\.so(\.[^/]*)?$/;

/** Whether anybody may start a file, by its mode. */
export function isExecutable({ mode }: Pick<FileEntry, "mode">): boolean {
  return (mode & EXECUTABLE_BITS) !== 0;
}

/** Whether a path is named as shared libraries are: `libc.so.6`, `ld-musl-x86_64.so.1`. */
export function isNamedAsLibrary(path: string): boolean {
  return LIBRARY.test(path);
}
