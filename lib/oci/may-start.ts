/**
 * Whether a file may be the program that an image starts, by its path. Only of such a file everything is found out: a base
 * brings hundreds of programs that nobody starts.
 */
export type MayStart = (path: string) => boolean;

/** Where it is not known what an image starts. */
export const anyMayStart: MayStart = () => true;

/** By the word that starts the image, a name or a path; undefined where it has none. A link to a program has another name. */
export function toMayStart(program: string | undefined): MayStart {
  const name = program?.split("/").at(-1);
  return (path) => name !== undefined && (path === name || path.endsWith(`/${name}`));
}
