import { listChildren, onChildrenChange, refuseChildren } from "./children.mjs";
import { startKeeper } from "./keeper-link.mjs";
import { identify } from "./processes.mjs";
import { filesOf } from "./running-instance.mjs";
import { removeFile, writeWhole } from "./state.mjs";
import { stopAll } from "./stop.mjs";

/** @typedef {import("./running-instance.mjs").LauncherRecord} LauncherRecord */

/**
 * Begins the life of the launcher that holds the lock of this state directory: its record there follows what it
 * starts, and its keeper stops all that if it cannot do so itself.
 * @param {string} home
 * @param {Pick<LauncherRecord, "state" | "version">} first
 */
export function openInstance(home, first) {
  const files = filesOf(home);
  /** @type {Partial<LauncherRecord>} */
  const record = { ...identify(process.pid), ...first, children: [] };
  let closed = false;

  /** @param {Partial<LauncherRecord>} change */
  function publish(change) {
    if (closed) return;
    Object.assign(record, change);
    try {
      writeWhole(files.record, JSON.stringify(record));
    } catch {
      // A disk that is full by now is no reason to end what runs; the keeper knows it all too.
    }
  }

  publish({});
  const keeper = startKeeper({
    ownFiles: [files.record, files.lock],
    onStart: (started) => publish(started ? { keeper: started } : {}),
  });
  onChildrenChange((children) => publish({ children }));

  return {
    publish,
    /** Stops everything, in order, and leaves nothing to clean up. */
    async close() {
      refuseChildren();
      publish({ state: "stopping" });
      await stopAll(listChildren());
      closed = true;
      removeFile(files.record);
      await keeper.release();
    },
  };
}
