import { isCertificatePath } from "../../oci/certificate-paths.ts";
import { CERTIFICATE_BUNDLE_PATHS } from "../certificates.ts";
import { findKept, listVisible } from "../image-content.ts";
import type { Trait, TraitInput } from "./types.ts";

const BREAKS = "HTTPS to anything fails with “unknown issuer” unless the program brings its own roots.";
const MEND = "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt";

/** Whether the program can check who it talks to: a bundle of roots, single certificates, or none. */
export function findCertificates(input: TraitInput): Trait {
  const { image, config } = input;
  const configured = config.Env?.find((variable) => variable.startsWith("SSL_CERT_FILE="));
  const configuredPath = configured?.slice("SSL_CERT_FILE=".length);
  const paths = [...(configuredPath ? [configuredPath] : []), ...CERTIFICATE_BUNDLE_PATHS];
  for (const path of paths) {
    const bundle = findKept(image, path, (index) => index.certificates);
    if (bundle === undefined || bundle.kept.count === 0) continue;
    const { count, oldestExpiry, unreadable } = bundle.kept;
    return {
      id: "certificates",
      state: "present",
      value: `${count} ${count === 1 ? "root" : "roots"}`,
      evidence: [
        `/${bundle.path}: ${count} certificates`,
        ...(oldestExpiry === undefined
          ? []
          : [`first to expire: ${oldestExpiry.subject}, ${oldestExpiry.at.slice(0, 10)}`]),
        ...(unreadable > 0 ? [`${unreadable} blocks are no certificate`] : []),
      ],
    };
  }
  const single = listVisible(image).filter(
    ({ file }) => file.kind === "file" && isCertificatePath(file.path),
  );
  if (single.length > 0) {
    return {
      id: "certificates",
      state: "partial",
      value: `${single.length} files, no bundle`,
      evidence: single.slice(0, 3).map(({ file }) => `/${file.path}`),
      breaks: "Programs that read one bundle file find no roots.",
      mend: MEND,
    };
  }
  return {
    id: "certificates",
    state: "absent",
    value: "none",
    evidence: paths.map((path) => `no ${path.startsWith("/") ? path : `/${path}`}`),
    breaks: BREAKS,
    mend: MEND,
  };
}
