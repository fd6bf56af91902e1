import { X509Certificate } from "node:crypto";
import { readExpiry } from "./certificate-expiry.ts";

/** The places where programs look for one file with all the roots, in the order in which they are tried. */
export const CERTIFICATE_BUNDLE_PATHS = [
  "etc/ssl/certs/ca-certificates.crt",
  "etc/pki/tls/certs/ca-bundle.crt",
  "etc/ssl/ca-bundle.pem",
  "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "etc/ssl/cert.pem",
] as const;

/** What a file of root certificates holds. */
export type CertificateBundle = {
  count: number;
  /** Blocks that are no certificate. */
  unreadable: number;
  /** The certificate that expires first; absent where there is none. ISO 8601. */
  oldestExpiry?: { at: string; subject: string };
};

const BLOCK =
  /-----BEGIN (?:TRUSTED )?CERTIFICATE-----(?<base64>[A-Za-z0-9+/=\s]{1,20000})-----END (?:TRUSTED )?CERTIFICATE-----/g;
const MAX_CERTIFICATES = 2000;
const MAX_SUBJECT_CHARACTERS = 200;

/** Counts the certificates of a PEM bundle and finds the one that expires first. Never throws. */
export function parseCertificateBundle(text: string): CertificateBundle {
  const bundle: CertificateBundle = { count: 0, unreadable: 0 };
  let first: { atMs: number; pem: string } | undefined;
  for (const { 0: pem, groups } of text.matchAll(BLOCK)) {
    if (bundle.count + bundle.unreadable >= MAX_CERTIFICATES) break;
    const atMs = readExpiry(Buffer.from(groups?.base64 ?? "", "base64"));
    if (atMs === undefined) {
      bundle.unreadable += 1;
      continue;
    }
    bundle.count += 1;
    if (first === undefined || atMs < first.atMs) first = { atMs, pem };
  }
  if (first === undefined) return bundle;
  return {
    ...bundle,
    oldestExpiry: { at: new Date(first.atMs).toISOString(), subject: readSubject(first.pem) },
  };
}

/** Of the one certificate whose name is told; "unknown" where OpenSSL does not take it for one. */
function readSubject(pem: string): string {
  try {
    return toCommonName(new X509Certificate(pem).subject).slice(0, MAX_SUBJECT_CHARACTERS);
  } catch {
    return "unknown";
  }
}

function toCommonName(subject: string): string {
  const name = /^(?:CN|OU|O)=(.*)$/m;
  const common = /^CN=(.*)$/m.exec(subject) ?? name.exec(subject);
  return common?.[1] ?? subject.replaceAll("\n", ", ");
}
