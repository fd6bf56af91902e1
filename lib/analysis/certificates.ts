import { X509Certificate } from "node:crypto";

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
  /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END (?:TRUSTED )?CERTIFICATE-----/g;
const MAX_CERTIFICATES = 2000;
const MAX_SUBJECT_CHARACTERS = 200;

/** Counts the certificates of a PEM bundle and finds the one that expires first. Never throws. */
export function parseCertificateBundle(text: string): CertificateBundle {
  const bundle: CertificateBundle = { count: 0, unreadable: 0 };
  let first: { atMs: number; subject: string } | undefined;
  for (const match of text.matchAll(BLOCK)) {
    if (bundle.count + bundle.unreadable >= MAX_CERTIFICATES) break;
    const certificate = readCertificate(match[0]);
    if (certificate === undefined) {
      bundle.unreadable += 1;
      continue;
    }
    bundle.count += 1;
    if (first === undefined || certificate.atMs < first.atMs) first = certificate;
  }
  if (first === undefined) return bundle;
  return { ...bundle, oldestExpiry: { at: new Date(first.atMs).toISOString(), subject: first.subject } };
}

function readCertificate(pem: string): { atMs: number; subject: string } | undefined {
  try {
    const certificate = new X509Certificate(pem);
    const atMs = certificate.validToDate.getTime();
    if (Number.isNaN(atMs)) return undefined;
    return { atMs, subject: toCommonName(certificate.subject).slice(0, MAX_SUBJECT_CHARACTERS) };
  } catch {
    return undefined;
  }
}

function toCommonName(subject: string): string {
  const name = /^(?:CN|OU|O)=(.*)$/m;
  const common = /^CN=(.*)$/m.exec(subject) ?? name.exec(subject);
  return common?.[1] ?? subject.replaceAll("\n", ", ");
}
