import { plainLine } from "./log-text.ts";

export type LogLine = { text: string; step: number | null; attempt: number; at: string | undefined };

export type LogChunk = {
  /** Number of the first line, from 1. */
  firstLine: number;
  attempt: number;
  step: number | null;
  at: string | undefined;
  lines: readonly string[];
};

/**
 * A build's log in the browser. Lines are kept by their number, so a chunk that comes twice changes nothing and one
 * that comes late finds its place. Readers subscribe; they are told at most once a frame.
 */
export class LogStore {
  readonly #lines: (LogLine | undefined)[] = [];
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #longest = 0;
  #isScheduled = false;
  #schedule: (tell: () => void) => void;

  constructor(schedule: (tell: () => void) => void) {
    this.#schedule = schedule;
  }

  append(chunk: LogChunk): void {
    chunk.lines.forEach((text, index) => {
      this.#lines[chunk.firstLine - 1 + index] = {
        text,
        step: chunk.step,
        attempt: chunk.attempt,
        at: chunk.at,
      };
      this.#longest = Math.max(this.#longest, text.length);
    });
    this.#version += 1;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(() => {
      this.#isScheduled = false;
      for (const listener of this.#listeners) listener();
    });
  }

  /** From 1. */
  lineAt(number: number): LogLine | undefined {
    return this.#lines[number - 1];
  }

  get count(): number {
    return this.#lines.length;
  }

  /** The longest line's length in characters, for the width of the scrolled area. */
  get longest(): number {
    return this.#longest;
  }

  /** The numbers of the lines that hold the query, whatever its case. */
  search(query: string): number[] {
    const wanted = query.toLowerCase();
    if (wanted === "") return [];
    const found: number[] = [];
    this.#lines.forEach((line, index) => {
      if (line && plainLine(line.text).toLowerCase().includes(wanted)) found.push(index + 1);
    });
    return found;
  }

  /** The first line of an attempt, or of one of its steps. */
  firstLineOf(attempt: number, step?: number): number | undefined {
    const index = this.#lines.findIndex(
      (line) => line?.attempt === attempt && (step === undefined || line.step === step),
    );
    return index === -1 ? undefined : index + 1;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly version = (): number => this.#version;
}
