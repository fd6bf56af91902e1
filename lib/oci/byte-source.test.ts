import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type TakeBytes, takeEach } from "./byte-source.ts";

const PIECES = ["one", "two", "three"];

/** Hands the pieces over as a socket does, and ends with this error where there is one. */
function toHanded(error?: Error) {
  return {
    async handTo(take: TakeBytes) {
      for (const piece of PIECES) if (!(await take(Buffer.from(piece)))) return;
      if (error) throw error;
    },
  };
}

const SOURCES = {
  "that hands its bytes over": toHanded,
  "that is a stream": (error?: Error) =>
    Readable.from(
      (async function* () {
        for (const piece of PIECES) yield Buffer.from(piece);
        if (error) throw error;
      })(),
    ),
};

describe.each(Object.entries(SOURCES))("a source %s", (_, open) => {
  it("gives all pieces, one after the other", async () => {
    const taken: string[] = [];
    let isTaking = false;
    await takeEach(open(), async (chunk) => {
      expect(isTaking).toBe(false);
      isTaking = true;
      await nextTurn();
      isTaking = false;
      taken.push(chunk.toString());
      return true;
    });
    expect(taken).toEqual(PIECES);
  });

  it("is left when no more is wanted", async () => {
    const taken: string[] = [];
    await takeEach(open(new Error("never reached")), (chunk) => taken.push(chunk.toString()) < 2);
    expect(taken).toEqual(["one", "two"]);
  });

  it("ends with its own error, or with that of who takes", async () => {
    await expect(takeEach(open(new Error("gone")), () => true)).rejects.toThrow("gone");
    const refuse = () => {
      throw new Error("not this");
    };
    await expect(takeEach(open(), refuse)).rejects.toThrow("not this");
    await expect(takeEach(open(), async () => refuse())).rejects.toThrow("not this");
  });
});
