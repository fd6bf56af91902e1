import { readGitSource } from "./git-source.ts";
import type { GivenSource, ServiceView } from "./schemas.ts";

/** A service's source in the fields by which it is given; undefined where it was never given as a source. */
export function findGivenSource({
  kind,
  source,
  package: named,
}: Pick<ServiceView, "kind" | "source" | "package">): GivenSource | undefined {
  if (kind === "path") return { path: source, package: named };
  if (kind !== "git") return undefined;
  const { url, ref } = readGitSource(source);
  return { git: url, ref, package: named };
}
