const FOLDERS = [
  "etc/ssl/certs/",
  "etc/pki/tls/certs/",
  "etc/pki/ca-trust/",
  "etc/ca-certificates/",
  "usr/share/ca-certificates/",
  "usr/local/share/ca-certificates/",
];
const FILES = new Set(["etc/ssl/cert.pem", "etc/ssl/ca-bundle.pem", "usr/share/pki/ca-bundle.crt"]);

/** True for the places where systems keep the certificates that they trust (Debian, Alpine, Red Hat, SUSE). */
export function isCertificatePath(path: string): boolean {
  return FILES.has(path) || FOLDERS.some((folder) => path.startsWith(folder));
}
