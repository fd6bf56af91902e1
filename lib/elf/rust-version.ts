import { findText } from "./find-text.ts";
import type { Elf } from "./types.ts";

/** What compiled the Rust in a binary: a release (`1.96.0`), or only the compiler's commit. */
export type RustVersion = { version?: string; commit?: string; evidence: string };

const COMMENT = /^rustc version (\d+\.\d+\.\d+\S*)(?: \(([0-9a-f]{7,40}))?/;
/** Panic messages name the standard library's sources by these paths. */
const DISTRIBUTION_PATH = /\/usr\/(?:src|lib)\/rustc?-(?:src-)?(\d+\.\d+(?:\.\d+)?)\//;
const COMMIT_PATH = /\/rustc\/([0-9a-f]{40})\//;
const WINDOW_BYTES = 96;

/** The Rust version from `.comment`, else from the panic messages' paths; undefined where there is no trace. */
export function findRustVersion(elf: Elf, texts: readonly Buffer[]): RustVersion | undefined {
  for (const comment of elf.comments) {
    const match = COMMENT.exec(comment);
    if (match?.[1] === undefined) continue;
    return {
      version: match[1],
      ...(match[2] !== undefined && { commit: match[2] }),
      evidence: `.comment: ${comment}`,
    };
  }
  const distribution = findNear(texts, "/rustc-", DISTRIBUTION_PATH);
  if (distribution !== undefined) {
    return { version: distribution.value, evidence: `panic message path: ${distribution.text}` };
  }
  const commit = findNear(texts, "/rustc/", COMMIT_PATH);
  if (commit !== undefined) return { commit: commit.value, evidence: `panic message path: ${commit.text}` };
  return undefined;
}

function findNear(texts: readonly Buffer[], needle: string, pattern: RegExp) {
  let tries = 0;
  for (const part of texts) {
    for (let at = findText(part, needle); at !== -1 && tries < 64; at = findText(part, needle, at + 1)) {
      tries += 1;
      const text = part.toString("latin1", Math.max(0, at - 16), at + WINDOW_BYTES);
      const match = pattern.exec(text);
      if (match?.[1] !== undefined) return { value: match[1], text: match[0] };
    }
  }
  return undefined;
}
