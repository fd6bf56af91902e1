import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate authority made up for one probe, and a server's certificate for 127.0.0.1 and localhost that it signed. */
export type MadeCertificates = { authority: string; certificate: string; key: string };

const SEQUENCE = 0x30;
const ECDSA_WITH_SHA256 = der(SEQUENCE, der(0x06, Buffer.from("2a8648ce3d040302", "hex")));
const COMMON_NAME = Buffer.from("550403", "hex");
const BASIC_CONSTRAINTS = Buffer.from("551d13", "hex");
const KEY_USAGE = Buffer.from("551d0f", "hex");
const ALTERNATIVE_NAME = Buffer.from("551d11", "hex");
const DAY_MS = 24 * 3600_000;

/** Makes them, valid from yesterday until tomorrow, with keys on P-256 (X.509 version 3 as RFC 5280 has it). */
export function makeCertificates(now: Date): MadeCertificates {
  const authority = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = "Image Diet probe authority";
  const names = [der(0x82, Buffer.from("localhost", "ascii")), der(0x87, Buffer.from([127, 0, 0, 1]))];
  return {
    authority: issue({
      ...{ now, issuer, subject: issuer, publicKey: authority.publicKey, signer: authority.privateKey },
      // a CA; may sign certificates
      extensions: [
        extension(BASIC_CONSTRAINTS, der(SEQUENCE, der(0x01, Buffer.from([0xff])))),
        extension(KEY_USAGE, der(0x03, Buffer.from([2, 0b0000_0100]))),
      ],
    }),
    certificate: issue({
      ...{ now, issuer, subject: "localhost", publicKey: server.publicKey, signer: authority.privateKey },
      extensions: [extension(ALTERNATIVE_NAME, der(SEQUENCE, ...names))],
    }),
    key: server.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function issue(parts: {
  now: Date;
  issuer: string;
  subject: string;
  publicKey: KeyObject;
  signer: KeyObject;
  extensions: Buffer[];
}): string {
  const { now, issuer, subject, publicKey, signer, extensions } = parts;
  const toBeSigned = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    name(issuer),
    der(SEQUENCE, time(now.getTime() - DAY_MS), time(now.getTime() + DAY_MS)),
    name(subject),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(SEQUENCE, ...extensions)),
  );
  const signature = sign("sha256", toBeSigned, signer);
  const bits = der(0x03, Buffer.from([0]), signature);
  const text = der(SEQUENCE, toBeSigned, ECDSA_WITH_SHA256, bits).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${text.replace(/.{64}/g, "$&\n").trimEnd()}\n-----END CERTIFICATE-----\n`;
}

function extension(identifier: Buffer, value: Buffer): Buffer {
  return der(SEQUENCE, der(0x06, identifier), der(0x01, Buffer.from([0xff])), der(0x04, value));
}

function name(commonName: string): Buffer {
  const attribute = der(SEQUENCE, der(0x06, COMMON_NAME), der(0x0c, Buffer.from(commonName, "utf8")));
  return der(SEQUENCE, der(0x31, attribute));
}

/** GeneralizedTime to the second. */
function time(ms: number): Buffer {
  const digits = new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replaceAll(/\D/g, "");
  return der(0x18, Buffer.from(`${digits}Z`, "ascii"));
}

/** One value of ASN.1's distinguished encoding. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  if (length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}
