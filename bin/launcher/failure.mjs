/** Exit statuses, the same as lib/errors.ts gives these kinds of failure. */
export const EXIT = { badInput: 2, network: 12, database: 15, diskFull: 16, timeout: 17, internal: 1 };

/** A failure that a person can do something about: `message` is one sentence that says what. */
export class LaunchFailure extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, exitCode = EXIT.internal, options = {}) {
    super(message, options);
    this.name = "LaunchFailure";
    this.exitCode = exitCode;
  }
}

const DISK_FULL = /ENOSPC|No space left on device|disk is full/i;
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|Temporary failure resolving|Could not resolve|Could not connect to|Network is unreachable/i;

/**
 * What the output of a failed program means: one sentence, with the last lines where it is nothing known.
 * @param {string} what the step, as a noun phrase: "Installing the dependencies"
 * @param {string} output
 * @param {{ place?: string, network?: string }} [hints] `place`: the folder written to; `network`: what had to be reached
 */
export function explainFailure(what, output, { place, network } = {}) {
  if (DISK_FULL.test(output)) return diskFull(place ?? "this disk");
  if (network && NO_NETWORK.test(output)) {
    return new LaunchFailure(
      `${what} needs the network, and ${network} could not be reached: connect (or set the proxy) and start again.`,
      EXIT.network,
    );
  }
  return new LaunchFailure(`${what} failed:\n${lastLines(output, 12)}`);
}

/** @param {string} place */
export function diskFull(place) {
  return new LaunchFailure(
    `The disk that holds ${place} is full: free some space and start again.`,
    EXIT.diskFull,
  );
}

/** @param {string} text @param {number} count */
export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

/** The system's error code of an unknown error, or "". @param {unknown} error */
export function errorCode(error) {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
