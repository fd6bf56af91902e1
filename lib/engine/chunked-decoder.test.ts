import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChunkedDecoder } from "./chunked-decoder.ts";

function decode(encoded: Buffer, cuts: readonly number[] = []) {
  const decoder = new ChunkedDecoder();
  const places = [0, ...cuts.filter((at) => at < encoded.length).toSorted((a, b) => a - b), encoded.length];
  const parts = places.flatMap((at, index) => [...decoder.decode(encoded.subarray(at, places[index + 1]))]);
  return { text: Buffer.concat(parts).toString("latin1"), isDone: decoder.isDone };
}

describe("an answer in chunks", () => {
  it("is put together however it arrives, and known to be whole only at its end", () => {
    const parts = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.array(fc.nat(2000)), (chunks, cuts) => {
        const encoded = Buffer.concat([
          ...chunks.flatMap((chunk) => [
            Buffer.from(`${chunk.length.toString(16)}\r\n`),
            chunk,
            Buffer.from("\r\n"),
          ]),
          Buffer.from("0\r\n\r\n"),
        ]);
        const text = Buffer.concat(chunks).toString("latin1");
        expect(decode(encoded, cuts)).toEqual({ text, isDone: true });
        expect(decode(encoded.subarray(0, -1), cuts)).toEqual({ text, isDone: false });
      }),
    );
  });

  it("may have extensions and trailers", () => {
    const encoded = "3;name=value\r\nabc\r\nA \r\n0123456789\r\n0\r\nExpires: never\r\n\r\nmore";
    expect(decode(Buffer.from(encoded))).toEqual({ text: "abc0123456789", isDone: true });
  });

  it.each(["xyz\r\n", "-1\r\n", "1\r\nab\r\n", "ffffffffffffffff\r\n", "\r\n\r\n", "1".repeat(9000)])(
    "is refused where it is none: %#",
    (encoded) => {
      expect(() => decode(Buffer.from(encoded))).toThrow("a chunk of the answer");
    },
  );
});
