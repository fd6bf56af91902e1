import { isUtf8 } from "node:buffer";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
// Control characters, those that turn the reading direction, and a backslash that would look like one of our escapes.
const UNSAFE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\\(?=x[0-9a-f]{2})/gu;

/** Bytes of a name as text: what is no UTF-8 or could mislead a reader is written `\xNN`. Different bytes stay different. */
export function toSafeText(bytes: Buffer): string {
  const plain = toPlainText(bytes, 0, bytes.length);
  if (plain !== undefined) return plain;
  if (!isUtf8(bytes)) return escapeInvalid(bytes);
  return decoder.decode(bytes).replace(UNSAFE, (found) => escapeBytes(Buffer.from(found)));
}

/** The text between two offsets where it is plain ASCII, as nearly all names are; undefined where it needs a closer look. */
export function toPlainText(bytes: Buffer, start: number, end: number): string | undefined {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c) return undefined;
  }
  return bytes.toString("latin1", start, end);
}

/** Goes character by character, so that only the bytes that are no UTF-8 are escaped (and every backslash). */
function escapeInvalid(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const part = bytes.subarray(at, at + (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4));
    let taken = part;
    // asked before decoding: an error for each byte of a long name takes seconds
    if (isUtf8(part)) {
      const character = decoder.decode(part);
      const safe = character !== "\\" && character.replace(UNSAFE, "") === character;
      text += safe ? character : escapeBytes(part);
    } else {
      taken = part.subarray(0, 1);
      text += escapeBytes(taken);
    }
    at += taken.length;
  }
  return text;
}

function escapeBytes(bytes: Buffer): string {
  let text = "";
  for (const byte of bytes) text += `\\x${byte.toString(16).padStart(2, "0")}`;
  return text;
}
