/** The operating system as its own files name it. */
export type OperatingSystem = {
  /** `debian`, `alpine` */
  id: string;
  name: string;
  /** `13`, `3.22.1`; absent on rolling releases */
  version?: string;
  codename?: string;
  prettyName: string;
  idLike: string[];
  variant?: string;
  /** The path that tells. */
  foundIn: string;
};

/** Where os-release(5) looks, in its order. */
export const OS_RELEASE_PATHS = ["etc/os-release", "usr/lib/os-release"] as const;

const MAX_CHARACTERS = 64 * 1024;

/** Reads an os-release file; undefined where it names no ID. Source: os-release(5). */
export function parseOsRelease(text: string, foundIn: string): OperatingSystem | undefined {
  const values = new Map<string, string>();
  for (const line of text.slice(0, MAX_CHARACTERS).split(/\r?\n/)) {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
    if (match?.[1] !== undefined) values.set(match[1], unquote((match[2] ?? "").trim()));
  }
  const id = values.get("ID")?.toLowerCase();
  if (id === undefined || !/^[a-z0-9._-]{1,64}$/.test(id)) return undefined;
  const name = values.get("NAME") ?? id;
  const [version, codename, variant] = [
    values.get("VERSION_ID"),
    values.get("VERSION_CODENAME"),
    values.get("VARIANT"),
  ];
  return {
    id,
    name,
    ...(version && { version }),
    ...(codename && { codename }),
    prettyName: values.get("PRETTY_NAME") ?? name,
    idLike: (values.get("ID_LIKE") ?? "").split(/\s+/).filter((word) => word !== ""),
    ...(variant && { variant }),
    foundIn,
  };
}

/** Shell quoting as os-release(5) allows it: quotes around the whole value, backslashes inside. */
function unquote(value: string): string {
  const quoted = /^"(.*)"$/.exec(value)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(["$`\\])/g, "$1");
  return /^'(.*)'$/.exec(value)?.[1] ?? value;
}

/** `debian-13`: the purl qualifier `distro`. */
export function toDistro(system: OperatingSystem | undefined): string | undefined {
  if (system === undefined) return undefined;
  return system.version === undefined ? system.id : `${system.id}-${system.version}`;
}
