/** True for the words with which BuildKit ends a step because something else ended, not by its own fault. */
export function isCancellation(message: string): boolean {
  return /context canceled|cancell?ed: |^cancell?ed$|code = Canceled/i.test(message);
}

/** True where the engine itself, not the build, is what ended: it was shut down or lost its own parts. */
export function isEngineLoss(message: string): boolean {
  return (
    isCancellation(message) ||
    /code = Unavailable|transport is closing|connection refused|graceful_stop|no such job/i.test(message)
  );
}
