import type { RowReasons } from "../row-spec.ts";

/** Why one would care about the rows of what is in an image, what breaks and how that is mended. */
export const CONTENT_REASONS: RowReasons = {
  "operating-system": {
    why: "Scanners need it to know whose advisories count.",
    breaks: "Without it no OS package is looked up.",
    mend: "Keep etc/os-release: COPY it from the base that files were taken from.",
  },
  "os-packages": {
    why: "They are what security updates come for.",
    breaks: "Without a database nothing in the image can be named or upgraded.",
    mend: "Take a base that keeps var/lib/dpkg or lib/apk/db, or ship an SBOM.",
  },
  crates: {
    why: "They are most of the code that runs.",
    breaks: "Without the list a scanner passes them over.",
    mend: "Build with cargo-auditable (AUDITABLE=true).",
  },
  unowned: {
    why: "No scanner looks them up, no upgrade replaces them.",
    breaks: "A flaw in them stays until somebody remembers them.",
    mend: "Install from packages, or build the image without them.",
  },
};
