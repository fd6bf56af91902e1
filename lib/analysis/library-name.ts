const LIBRARY = /\.so(\.[^/]*)?$/;

/** Whether a path is named as shared libraries are: `libc.so.6`, `ld-musl-x86_64.so.1`. */
export function isNamedAsLibrary(path: string): boolean {
  return LIBRARY.test(path);
}
