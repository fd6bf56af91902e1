const TAG = { integer: 0x02, sequence: 0x30, version: 0xa0, utcTime: 0x17, generalizedTime: 0x18 } as const;

type Value = { tag: number; start: number; end: number };

/**
 * When a certificate expires, in ms since 1970, out of its DER bytes (RFC 5280, 4.1); undefined where they are none. Only
 * as much is looked at as that needs: a bundle has hundreds, and Node's X509Certificate takes thirty times as long for each.
 */
export function readExpiry(der: Buffer): number | undefined {
  const certificate = readValue(der, 0, der.length);
  if (certificate?.tag !== TAG.sequence) return undefined;
  const signed = readValue(der, certificate.start, certificate.end);
  if (signed?.tag !== TAG.sequence) return undefined;
  let at = readValue(der, signed.start, signed.end);
  if (at?.tag === TAG.version) at = readValue(der, at.end, signed.end);
  if (at?.tag !== TAG.integer) return undefined;
  // serial number, then signature algorithm, issuer, validity
  for (let index = 0; index < 3 && at; index += 1) at = readValue(der, at.end, signed.end);
  if (at?.tag !== TAG.sequence) return undefined;
  const begins = readValue(der, at.start, at.end);
  const ends = begins && readValue(der, begins.end, at.end);
  return ends && readTime(der, ends);
}

/** The tag and place of the value that begins here; undefined where it does not lie before `end`. */
function readValue(der: Buffer, from: number, end: number): Value | undefined {
  const first = der[from + 1];
  if (from + 2 > end || first === undefined) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const start = from + 2 + lengthBytes;
  if (lengthBytes > 4 || first === 0x80 || start > end) return undefined;
  const length = lengthBytes === 0 ? first : der.readUIntBE(from + 2, lengthBytes);
  if (start + length > end) return undefined;
  return { tag: der[from] ?? 0, start, end: start + length };
}

/** `YYMMDDHHMMSSZ`, of 1950 to 2049, or `YYYYMMDDHHMMSSZ`. */
function readTime(der: Buffer, { tag, start, end }: Value): number | undefined {
  if (tag !== TAG.utcTime && tag !== TAG.generalizedTime) return undefined;
  const text = der.toString("latin1", start, end);
  const century = tag === TAG.generalizedTime ? "" : Number(text.slice(0, 2)) >= 50 ? "19" : "20";
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
    .exec(century + text)
    ?.slice(1)
    .map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
