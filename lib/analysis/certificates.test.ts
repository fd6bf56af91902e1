import { expect, it } from "vitest";
import { parseCertificateBundle } from "./certificates.ts";

// openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days N -subj "/O=Test/CN=NAME"
const LONG = `-----BEGIN CERTIFICATE-----
MIIBnTCCAUOgAwIBAgIUXYMLCNYvmGSKsZqyWdyUKkbLvTMwCgYIKoZIzj0EAwIw
JDENMAsGA1UECgwEVGVzdDETMBEGA1UEAwwKTG9uZyBsaXZlZDAeFw0yNjExMjIw
NTE0NTFaFw0zNjExMTkwNTE0NTFaMCQxDTALBgNVBAoMBFRlc3QxEzARBgNVBAMM
CkxvbmcgbGl2ZWQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQMjEbq1nhCRseC
PQcvhwQjHwAWJim/FWDe5d3okEPSHRZaqA2QtBngCN8tNYX+IbcSWh4OTJ0/ImSw
KwtNZDQWo1MwUTAdBgNVHQ4EFgQUlyRQF1mfzzrHQgmKyJDv+v8oT+kwHwYDVR0j
BBgwFoAUlyRQF1mfzzrHQgmKyJDv+v8oT+kwDwYDVR0TAQH/BAUwAwEB/zAKBggq
hkjOPQQDAgNIADBFAiB83MWaeWHGXWConWDjvpwzYIehTmR8KDQ0TdVuyfHd8wIh
APerKe4CJl2fta+5d90muig/LOScvup2frOmfsdzF3B7
-----END CERTIFICATE-----`;
const SHORT = `-----BEGIN CERTIFICATE-----
MIIBoDCCAUWgAwIBAgIUPDtnOf2Qt9g4raKkqQHiUw/xZTcwCgYIKoZIzj0EAwIw
JTENMAsGA1UECgwEVGVzdDEUMBIGA1UEAwwLU2hvcnQgbGl2ZWQwHhcNMjYxMTIy
MDUxNDUxWhcNMjkwODE4MDUxNDUxWjAlMQ0wCwYDVQQKDARUZXN0MRQwEgYDVQQD
DAtTaG9ydCBsaXZlZDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMPaFBe8oOeZ
mD/HND5P7dUdoQ6RFRCnonjfIYCq23fujG+Wsewf11zNreOkksQnD2sdBb7/QLMp
Bc9w6CFZz1mjUzBRMB0GA1UdDgQWBBRV2HjRdVowCOiFzOqmUlGdqKCctzAfBgNV
HSMEGDAWgBRV2HjRdVowCOiFzOqmUlGdqKCctzAPBgNVHRMBAf8EBTADAQH/MAoG
CCqGSM49BAMCA0kAMEYCIQDd/NMMedww+0BokGbkpcltYQ0MDAEuDlBhG0vJfIEo
0gIhAPnSZWktn0PIO5e9b0Tnc2RPWflmKs/p8rkJ5PFJGfkJ
-----END CERTIFICATE-----`;

it("counts certificates and finds the one that expires first", () => {
  const text = `# roots\n${LONG}\n\n${SHORT}\n${LONG.replace("MII", "AAA")}\n`;
  expect(parseCertificateBundle(text)).toEqual({
    count: 2,
    unreadable: 1,
    oldestExpiry: { at: "2029-08-18T05:14:51.000Z", subject: "Short lived" },
  });
});

it.each([
  "",
  "no certificate",
  "-----BEGIN CERTIFICATE-----\n",
  "-----BEGIN CERTIFICATE-----".repeat(10_000),
])("finds none in %.30j", (text) => {
  expect(parseCertificateBundle(text)).toEqual({ count: 0, unreadable: 0 });
});
