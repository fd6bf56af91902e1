import type { TraitView } from "../images/schemas-inside.ts";
import { absent, type CellValue, NOT_READ, type RowSpec } from "./row-spec.ts";

export type TraitRow = { id: TraitView["id"]; label: string; explanation: string; isCount?: boolean };

const TRAIT_ROWS: readonly TraitRow[] = [
  {
    id: "shell",
    label: "Shell",
    explanation:
      "A program that takes command lines: for exec, entrypoint scripts and health checks, and for whoever gets in.",
  },
  {
    id: "package-manager",
    label: "Package manager",
    explanation: "What could install or upgrade packages in a container.",
  },
  {
    id: "debug-tools",
    label: "Debug tools",
    explanation: "Programs for looking around in a running container.",
  },
  {
    id: "certificates",
    label: "CA certificates",
    explanation: "Roots that TLS clients trust, in one of the places where programs look for them.",
  },
  {
    id: "time-zones",
    label: "Time zones",
    explanation: "The zone files that TZ=Europe/Berlin needs.",
  },
  {
    id: "locale",
    label: "Locale",
    explanation: "Whether C programs treat text as UTF-8. Rust's strings always are.",
  },
  {
    id: "default-user",
    label: "User",
    explanation:
      "Who the program runs as unless told otherwise. Root is refused where runAsNonRoot is demanded.",
  },
  {
    id: "users",
    label: "Users",
    explanation: "Entries of /etc/passwd: USER by name and home folders need them.",
    isCount: true,
  },
  {
    id: "writable-paths",
    label: "Writable paths",
    explanation: "Where the default user may write. What is not listed fails, also without a read-only root.",
  },
  {
    id: "tmp",
    label: "/tmp",
    explanation: "Temporary files need it, with mode 1777 for every user.",
  },
  {
    id: "setuid-files",
    label: "setuid files",
    explanation: "Files that lend their owner's rights to whoever starts them: fewer are safer.",
    isCount: true,
  },
  {
    id: "libc",
    label: "libc in the image",
    explanation:
      "What the image offers to programs that are not static: also to tools that you copy in later.",
  },
  {
    id: "openssl",
    label: "OpenSSL",
    explanation: "libssl and libcrypto for programs that load them. rustls does not.",
  },
  {
    id: "nsswitch",
    label: "Name lookup",
    explanation: "hosts: of /etc/nsswitch.conf, which glibc reads. Without it /etc/hosts may be passed over.",
  },
];

function toValue(trait: TraitView, isCount: boolean): CellValue {
  if (isCount && trait.state === "absent") return { kind: "count", count: 0 };
  if (isCount && /^\d+$/.test(trait.value)) return { kind: "count", count: Number(trait.value) };
  if (trait.state === "unknown") return { kind: "text", text: "cannot tell" };
  const count = counted(trait);
  return { kind: "text", text: trait.value, ...(count === undefined ? {} : { count }) };
}

/** How many roots or zones a trait found: the number that its value begins with. */
function counted({ id, state, value }: TraitView): number | undefined {
  if (id !== "certificates" && id !== "time-zones") return undefined;
  if (state === "absent") return 0;
  const [digits] = /^\d+(?= (root|zone))/.exec(value) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Traits with their names and meanings, in the order in which pages list them. */
export function toTraitRows(traits: readonly TraitView[]): (TraitRow & { trait: TraitView })[] {
  return TRAIT_ROWS.flatMap((row) => {
    const trait = traits.find(({ id }) => id === row.id);
    return trait === undefined ? [] : [{ ...row, trait }];
  });
}

/** The traits as rows; absent in columns from before an image's files were read. */
export const OPERATION_ROWS: readonly RowSpec[] = TRAIT_ROWS.map(
  ({ id, label, explanation, isCount = false }) => ({
    id: `trait-${id}`,
    label,
    explanation,
    ranked: id === "setuid-files",
    read: ({ inside, image }) => {
      const trait = inside?.traits.find((each) => each.id === id);
      if (trait !== undefined) {
        const href = `/images/${image.imageId}#trait-${id}`;
        return {
          value: toValue(trait, isCount),
          evidence: { texts: trait.evidence, href },
          ...(trait.breaks === undefined ? {} : { breaks: trait.breaks }),
          ...(trait.mend === undefined ? {} : { mend: trait.mend }),
        };
      }
      // the config tells it too
      if (id === "default-user") return { value: { kind: "text", text: image.config.user || "root" } };
      return { value: absent(NOT_READ) };
    },
  }),
);
