/** The thread's side of digest-thread.ts; in JavaScript, as to load what reads TypeScript would take a thread 16 MB. */
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";

/** @type {Map<number, import("node:crypto").Hash>} */
const hashes = new Map();

parentPort?.on(
  "message",
  (/** @type {import("./digest-thread.ts").DigestWork} */ { memory, parts, ended }) => {
    const bytes = new Uint8Array(memory);
    for (let index = 0, at = 0; index < parts.length; index += 2) {
      const [id = 0, length = 0] = [parts[index], parts[index + 1]];
      const hash = hashes.get(id) ?? createHash("sha256");
      hashes.set(id, hash.update(bytes.subarray(at, at + length)));
      at += length;
    }
    const digests = ended.map((id) => {
      const hash = hashes.get(id) ?? createHash("sha256");
      hashes.delete(id);
      return { id, hex: hash.digest("hex") };
    });
    /** @type {import("./digest-thread.ts").DigestAnswer} */
    const answer = { memory, digests };
    parentPort?.postMessage(answer, [memory]);
  },
);
