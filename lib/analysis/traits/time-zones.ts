import { resolvePath } from "../../oci/image-tree.ts";
import { hasPath, walkVisible } from "../image-content.ts";
import type { Trait, TraitInput } from "./types.ts";

const FOLDER = "usr/share/zoneinfo";
/** The same zones again, with leap seconds, and indexes. */
const NO_ZONE = /\/(right|posix)\/|\.(tab|list|zi)$|leap-?seconds|posixrules|tzdata\.zi$/;

/** Whether local times other than UTC can be told: how many zones there are. */
export function findTimeZones({ image }: TraitInput): Trait {
  const folder = resolvePath(image.root, FOLDER);
  const zones =
    folder === undefined
      ? []
      : [...walkVisible(folder)].filter(({ file }) => file.kind !== "directory" && !NO_ZONE.test(file.path));
  const localtime = hasPath(image, "etc/localtime") ? ["/etc/localtime is there"] : [];
  if (zones.length > 0) {
    const evidence = [`/${FOLDER}: ${zones.length} zones`, ...localtime];
    return { id: "time-zones", state: "present", value: `${zones.length} zones`, evidence };
  }
  return {
    id: "time-zones",
    state: "absent",
    value: "none",
    evidence: [`no zone in /${FOLDER}`, ...localtime],
    breaks:
      "TZ=Europe/Berlin is read as UTC; only a program with zones compiled in (chrono-tz, jiff) knows them.",
    mend: `COPY --from=build /${FOLDER} /${FOLDER}`,
  };
}
