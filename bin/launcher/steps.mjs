/**
 * Prints what happens, a line a step, with the seconds since the start: name, what it waits for, how long it took.
 * @typedef {ReturnType<typeof createSteps>} Steps
 * @param {{ write?: (line: string) => void, now?: () => number, reminderMs?: number }} [options] how often a long
 *   step says that it is still at work
 */
export function createSteps({
  write = (line) => process.stdout.write(`${line}\n`),
  now = Date.now,
  reminderMs = 10_000,
} = {}) {
  const begun = now();
  const seconds = (/** @type {number} */ since) => ((now() - since) / 1000).toFixed(1);

  let ended = false;

  /** @param {string} name @param {string} text */
  function say(name, text) {
    if (ended) return;
    write(`${seconds(begun).padStart(6)} s  ${name.padEnd(13)} ${text}`);
  }

  /**
   * Runs one step; `wait(text)` says what it waits for, `work` returns how it ended.
   * @template T
   * @param {string} name
   * @param {(wait: (text: string) => void) => Promise<{ done: string, value: T }>} work
   * @returns {Promise<T>}
   */
  async function step(name, work) {
    const started = now();
    let waitingFor = "";
    const timer = setInterval(() => {
      say(name, `still at work: ${waitingFor || name} (${seconds(started)} s so far)`);
    }, reminderMs);
    try {
      const { done, value } = await work((text) => {
        waitingFor = text;
        say(name, `${text} …`);
      });
      say(name, `${done} (${seconds(started)} s)`);
      return value;
    } finally {
      clearInterval(timer);
    }
  }

  /** The last line: what was being done is given up, and has nothing more to say. @type {typeof say} */
  function end(name, text) {
    say(name, text);
    ended = true;
  }

  return { say, step, end };
}
