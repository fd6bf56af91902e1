import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { DigestThread } from "./digest-thread.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("digests made on a thread of their own", () => {
  const thread = new DigestThread();
  afterEach(() => thread.ready());

  it("are those of what was written, however many are made at once and whatever becomes of its memory", async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 6 }), async (contents) => {
        const digests = contents.map(() => thread.open());
        const memory = new Uint8Array(2000);
        for (let round = 0; round < 20; round += 1) {
          for (const [index, content] of contents.entries()) {
            const piece = content[round];
            if (!piece) continue;
            memory.set(piece);
            digests[index]?.update(memory.subarray(0, piece.length));
          }
        }
        memory.fill(255);
        expect(await Promise.all(digests.map((digest) => digest.end()))).toEqual(
          contents.map((content) => sha256(Buffer.concat(content))),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("are right for more than is handed over at once", async () => {
    const bytes = Buffer.from(Array.from({ length: 3_000_001 }, (_, index) => (index * 31) % 253));
    const digest = thread.open();
    digest.update(bytes);
    digest.update(bytes);
    expect(await digest.end()).toBe(sha256(Buffer.concat([bytes, bytes])));
  });

  it("are none where the thread failed in the midst of one, however it goes on", async () => {
    const script = `import { parentPort } from "node:worker_threads";
      parentPort.on("message", () => { throw new Error("out of memory"); });`;
    const failing = new DigestThread(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
    const begun = failing.open();
    begun.update(Buffer.alloc(100));
    await expect(failing.open().end()).rejects.toThrow("out of memory");
    await expect(begun.end()).rejects.toThrow("the thread that made this digest has failed");
  });

  it("need not be waited for, and one that is dropped holds up nothing", async () => {
    const dropped = thread.open();
    dropped.update(Buffer.alloc(100));
    dropped.drop();
    expect(await thread.open().end()).toBe(sha256(Buffer.alloc(0)));
  });
});
