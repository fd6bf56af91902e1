import { createHash, type Hash } from "node:crypto";
import { parentPort } from "node:worker_threads";
import type { DigestAnswer, DigestWork } from "./digest-thread.ts";

/** The thread's side of digest-thread.ts. */
const hashes = new Map<number, Hash>();

parentPort?.on("message", ({ memory, parts, ended }: DigestWork) => {
  for (const { id, start, end } of parts) {
    const hash = hashes.get(id) ?? createHash("sha256");
    hashes.set(id, hash.update(new Uint8Array(memory, start, end - start)));
  }
  const digests = ended.map((id) => {
    const hash = hashes.get(id) ?? createHash("sha256");
    hashes.delete(id);
    return { id, hex: hash.digest("hex") };
  });
  const answer: DigestAnswer = { memory, digests };
  parentPort?.postMessage(answer, [memory]);
});
