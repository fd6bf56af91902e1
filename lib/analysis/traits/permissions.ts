import type { FileEntry } from "../../oci/file-entry.ts";
import { resolvePath } from "../../oci/image-tree.ts";
import { splitPath } from "../../oci/to-file-entry.ts";
import { toFileFlags } from "../file-rows.ts";
import { isWithin, listVisible } from "../image-content.ts";
import type { Trait, TraitInput } from "./types.ts";
import { findDefaultIdentity } from "./users.ts";

const SHOWN = 12;
const STICKY_FOR_ALL = 0o1777;

/** Files whose mode or capabilities lend rights to whoever starts them. */
export function findSetuidFiles({ image }: TraitInput): Trait {
  const lending = listVisible(image)
    .map(({ file }) => ({ file, flags: toFileFlags(file) }))
    .filter(
      ({ file, flags }) =>
        file.kind !== "directory" &&
        flags.some((flag) => flag === "setuid" || flag === "setgid" || flag === "capabilities"),
    )
    .sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  if (lending.length === 0) {
    return {
      id: "setuid-files",
      state: "absent",
      value: "none",
      evidence: ["no setuid, setgid or capability bit"],
    };
  }
  return {
    id: "setuid-files",
    state: "present",
    value: String(lending.length),
    evidence: lending.slice(0, SHOWN).map(({ file, flags }) => `/${file.path}: ${flags.join(", ")}`),
    breaks: "A process that is taken over can use them to gain rights, unless no-new-privileges is set.",
    mend: "RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +",
  };
}

/** Where the default user may write; what is in a folder that is writable is not listed again. */
export function findWritablePaths(input: TraitInput): Trait {
  const { uid, gid } = findDefaultIdentity(input);
  if (uid === undefined) {
    return {
      id: "writable-paths",
      state: "unknown",
      value: "unknown",
      evidence: ["the default user is not known"],
    };
  }
  if (uid === 0) {
    return {
      id: "writable-paths",
      state: "present",
      value: "everything",
      evidence: ["root may write everywhere"],
      breaks: "A process that is taken over can replace any file of the image.",
      mend: "USER 65532:65532",
    };
  }
  const writable = listVisible(input.image)
    .map(({ file }) => file)
    .filter((file) => isWritable(file, uid, gid))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const folders = new Set(writable.filter(({ kind }) => kind === "directory").map(({ path }) => path));
  const top = writable.filter(({ path }) => !isWithin(splitPath(path).parent, folders));
  if (top.length === 0) {
    return {
      id: "writable-paths",
      state: "absent",
      value: "none",
      evidence: [`nothing is writable for uid ${uid}`],
      breaks: "Temporary files and caches fail unless a volume or tmpfs is mounted.",
      mend: "COPY --from=build --chown=65532:65532 /empty-folder /tmp",
    };
  }
  const names = top.map(({ path }) => `/${path}`);
  const value =
    names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  return { id: "writable-paths", state: "present", value, evidence: names.slice(0, SHOWN) };
}

function isWritable(file: FileEntry, uid: number, gid: number | undefined): boolean {
  if (file.kind !== "file" && file.kind !== "directory") return false;
  if (file.uid === uid) return (file.mode & 0o200) !== 0;
  if (gid !== undefined && file.gid === gid) return (file.mode & 0o020) !== 0;
  return (file.mode & 0o002) !== 0;
}

/** Whether any user can make temporary files in `/tmp`. */
export function findTmp({ image }: TraitInput): Trait {
  const node = resolvePath(image.root, "tmp");
  const mode = node?.file?.mode;
  if (mode === STICKY_FOR_ALL)
    return { id: "tmp", state: "present", value: "1777", evidence: ["/tmp has mode 1777"] };
  const mend = "COPY --from=build --chmod=1777 /empty-folder /tmp";
  if (node !== undefined) {
    const text = mode === undefined ? "without an entry of its own" : `mode ${mode.toString(8)}`;
    return {
      id: "tmp",
      state: "partial",
      value: mode?.toString(8) ?? "implied",
      evidence: [`/tmp is there, ${text}`],
      breaks: "Users other than its owner cannot make temporary files.",
      mend,
    };
  }
  return {
    id: "tmp",
    state: "absent",
    value: "none",
    evidence: ["no /tmp"],
    breaks: "Temporary files fail with “No such file or directory”, also for std::env::temp_dir.",
    mend,
  };
}
