import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readExpiry } from "./certificate-expiry.ts";

const known = rootCertificates.map((pem) => new X509Certificate(pem));

/** Bytes with a tag and their length before them. */
function value(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}

/** As much of a certificate as is read. */
function certificate(tag: number, notAfter: string): Buffer {
  const time = (text: string) => value(tag, Buffer.from(text));
  const empty = value(0x30);
  return value(
    0x30,
    value(0x30, value(0x02, Buffer.from([1])), empty, empty, value(0x30, time("x"), time(notAfter))),
  );
}

describe("readExpiry", () => {
  it("says of every root that Node brings what OpenSSL says", () => {
    expect(known.length).toBeGreaterThan(100);
    for (const { raw, validToDate } of known) expect(readExpiry(raw)).toBe(validToDate.getTime());
  });

  it("reads both ways to write a time, and no other", () => {
    const day = (text: string | undefined) => text && Date.parse(text);
    for (const [tag, text, at] of [
      [0x17, "491231235959Z", "2049-12-31T23:59:59Z"],
      [0x17, "500101000000Z", "1950-01-01T00:00:00Z"],
      [0x18, "20500101000000Z", "2050-01-01T00:00:00Z"],
      [0x17, "20500101000000Z", undefined],
      [0x18, "2050", undefined],
      [0x13, "491231235959Z", undefined],
    ] as const) {
      expect(readExpiry(certificate(tag, text)), text).toBe(day(at));
    }
  });

  it("finds nothing, and nothing worse, in what is cut off or damaged", () => {
    const [{ raw, validToDate }] = known as [X509Certificate];
    for (let length = 0; length < raw.length; length += 1) {
      expect(readExpiry(raw.subarray(0, length))).toBeUndefined();
    }
    const change = fc.tuple(fc.nat(raw.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(raw);
        for (const [at, byte] of changes) bytes[at] = byte;
        expect(["undefined", "number"]).toContain(typeof readExpiry(bytes));
      }),
    );
    expect(readExpiry(raw)).toBe(validToDate.getTime());
  });
});
