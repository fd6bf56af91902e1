/** What the system says of a call that failed (`ENOENT`, `EPERM` …); undefined of any other error. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** True where a write found no room: on the disk, or in what its user may take of it. */
export function isDiskFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(errnoOf(error) ?? "");
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  ENOTDIR: "is not there",
  EACCES: "may not be read by the user that this runs as",
  EPERM: "may not be read by the user that this runs as",
};

/** Why a file or a folder cannot be read, as a clause. */
export function sayUnreadable(error: unknown): string {
  const why = UNREADABLE[errnoOf(error) ?? ""];
  const path = error instanceof Error && "path" in error ? error.path : undefined;
  if (why !== undefined && typeof path === "string") return `${path} ${why}`;
  return error instanceof Error ? error.message : String(error);
}
