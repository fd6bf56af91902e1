import { findText } from "../image-content.ts";
import type { Trait, TraitInput } from "./types.ts";

export type PasswdEntry = { name: string; uid: number; gid: number; home: string; shell: string };

const MAX_USERS = 10_000;

/** The entries of an /etc/passwd; lines that are none are left out. */
export function parsePasswd(text: string): PasswdEntry[] {
  return text
    .split("\n", MAX_USERS)
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 7 && /^\d+$/.test(fields[2] ?? "") && /^\d+$/.test(fields[3] ?? ""))
    .map((fields) => ({
      name: fields[0] ?? "",
      uid: Number(fields[2]),
      gid: Number(fields[3]),
      home: fields[5] ?? "",
      shell: fields[6]?.trim() ?? "",
    }));
}

/** The user that the image starts as; uid undefined where USER is a name that /etc/passwd does not have. */
export function findDefaultIdentity({ image, config }: TraitInput): {
  user: string;
  uid: number | undefined;
  gid: number | undefined;
  known: PasswdEntry | undefined;
} {
  const user = config.User ?? "";
  const [name = "", group] = user.split(":");
  const entries = parsePasswd(findText(image, "etc/passwd") ?? "");
  const isNumber = /^\d+$/.test(name);
  const known = entries.find((each) =>
    isNumber ? each.uid === Number(name) : each.name === (name || "root"),
  );
  const uid = name === "" ? 0 : isNumber ? Number(name) : known?.uid;
  const gid = group !== undefined && /^\d+$/.test(group) ? Number(group) : known?.gid;
  return { user, uid, gid: gid ?? (uid === 0 || isNumber ? 0 : undefined), known };
}

/** Who the program runs as; “absent” means that it is root. */
export function findDefaultUser(input: TraitInput): Trait {
  const { user, uid, known } = findDefaultIdentity(input);
  const evidence = [user === "" ? "USER is not set: root" : `USER ${user}`];
  if (known !== undefined) evidence.push(`/etc/passwd: ${known.name}, uid ${known.uid}`);
  if (uid === undefined) {
    return {
      id: "default-user",
      state: "partial",
      value: `${user}, not in /etc/passwd`,
      evidence,
      breaks: "The engine refuses to start a container whose user it cannot find.",
      mend: "USER 65532:65532",
    };
  }
  if (uid === 0) {
    return {
      id: "default-user",
      state: "absent",
      value: "root",
      evidence,
      breaks:
        "Whoever takes over the process is root in the container; clusters that demand runAsNonRoot refuse it.",
      mend: "USER 65532:65532",
    };
  }
  const value = known === undefined ? `uid ${uid}` : `${known.name} (${uid})`;
  return { id: "default-user", state: "present", value, evidence };
}

/** Which users the image knows by name. */
export function findUsers({ image }: TraitInput): Trait {
  const text = findText(image, "etc/passwd");
  const users = parsePasswd(text ?? "");
  if (users.length > 0) {
    const withShell = users.filter(({ shell }) => shell !== "" && !/(nologin|false|sync)$/.test(shell));
    return {
      id: "users",
      state: "present",
      value: String(users.length),
      evidence: [
        `/etc/passwd: ${listNames(users)}`,
        ...(withShell.length > 0 ? [`with a login shell: ${listNames(withShell)}`] : []),
      ],
    };
  }
  return {
    id: "users",
    state: "absent",
    value: "none",
    evidence: [text === undefined ? "no /etc/passwd" : "/etc/passwd has no entry"],
    breaks: "USER takes numbers only, and looking up the own name or home folder fails.",
    mend: "COPY --from=build /etc/passwd /etc/group /etc/",
  };
}

const SHOWN = 12;

function listNames(users: readonly PasswdEntry[]): string {
  const names = users.slice(0, SHOWN).map(({ name }) => name);
  return names.join(", ") + (users.length > SHOWN ? " …" : "");
}
