declare global {
  /** Next bundles this module more than once; the list has to be one for the process. */
  var imageDietServerStop: Set<() => void> | undefined;
}

/** Calls back when this process is asked to stop; the answer takes the callback off the list again. */
export function onServerStop(callback: () => void): () => void {
  globalThis.imageDietServerStop ??= listen();
  const callbacks = globalThis.imageDietServerStop;
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

function listen(): Set<() => void> {
  const callbacks = new Set<() => void>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      for (const callback of callbacks) callback();
    });
  }
  return callbacks;
}
