import { formatDateTime, formatMs } from "../format.ts";
import { cannotTell, inBytes, inMs, NOT_PROBED, ofSeen, saySamples } from "./probe-cells.ts";
import { loadRow } from "./probe-load-row.ts";
import { toHttps, toRuns } from "./probe-outcome.ts";
import { absent, type CellValue, type RowSpec, text } from "./row-spec.ts";

/** What was seen when the images were run: nothing here is guessed from files. */
export const PROBE_ROWS: readonly RowSpec[] = [
  {
    id: "probe-runs",
    label: "Runs as production would",
    explanation:
      "Started without root, capabilities and new privileges, on a read-only root, with bounded memory and processes, and asked for its health.",
    read: (column) => (column.probe ? toRuns(column.probe.seen, column) : { value: absent(NOT_PROBED) }),
  },
  {
    id: "probe-start",
    label: "Start to first answer",
    explanation:
      "From the order to create a container to the first healthy answer, the median of several starts. Differences inside the noise are called equal.",
    ranked: true,
    read: ofSeen(({ start }) => {
      if (!start) return undefined;
      const { totalMs, processMs, engineMs } = start;
      // the engine writes the start down a moment after it: a quick program has answered by then
      const own = processMs.median === 0 ? "own too short to tell" : `own ${formatMs(processMs.median)}`;
      const note = `${own}, engine ${formatMs(engineMs.median)}`;
      const texts = [
        `its own share, ${saySamples(processMs, formatMs)}`,
        `the engine’s share, ${saySamples(engineMs, formatMs)}`,
      ];
      return inMs(totalMs, { note, texts });
    }),
  },
  {
    id: "probe-memory",
    label: "Memory, idle",
    explanation: "Resident memory of its processes a moment after the first healthy answer.",
    ranked: true,
    read: ofSeen(({ memory }) =>
      memory?.state === "seen" ? inBytes(memory.idleBytes) : memory && cannotTell(memory),
    ),
  },
  {
    id: "probe-memory-loaded",
    label: "Memory, after load",
    explanation: "The same after the load: what an allocator does not give back.",
    ranked: true,
    read: ofSeen(({ memory }) =>
      memory?.state === "cannot-tell"
        ? cannotTell(memory)
        : memory?.loadedBytes && inBytes(memory.loadedBytes),
    ),
  },
  {
    id: "probe-threads",
    label: "Threads and open files",
    explanation: "Of its processes, idle and after load; open files where this machine may look.",
    read: ofSeen(({ threads, openFiles }) => {
      if (threads === undefined) return undefined;
      if (threads.state === "cannot-tell") return cannotTell(threads);
      const loaded = threads.loaded === undefined ? "" : `${threads.loaded} after load, `;
      const files = openFiles?.state === "seen" ? `${openFiles.count} files` : "files: cannot tell";
      return { value: { kind: "count", count: threads.idle }, note: `${loaded}${files}` };
    }),
  },
  {
    id: "probe-stop",
    label: "Stop",
    explanation: "From SIGTERM to its end. One that ignores it is killed after a while.",
    ranked: true,
    read: ofSeen(({ stop }) => {
      if (!stop) return undefined;
      if (stop.isGraceful) return inMs(stop.ms, { note: `exit code ${stop.exitCode}` });
      const value: CellValue = { kind: "failed", text: "killed", why: "It ignored SIGTERM" };
      const evidence = { texts: [saySamples(stop.ms, formatMs)], href: "" };
      return { value, note: `after ${formatMs(stop.ms.median)}, exit code ${stop.exitCode}`, evidence };
    }),
  },
  {
    id: "probe-https",
    label: "HTTPS",
    explanation:
      "A call to a server whose authority the image does not know has to fail, and to work once the image has that authority.",
    read: ofSeen(toHttps),
  },
  ...(["compute", "allocate"] as const).flatMap((kind) => [loadRow(kind, 1), loadRow(kind, 4)]),
  {
    id: "probe-user",
    label: "User as seen",
    explanation: "Who its process really was. An image that would run as root was given another user.",
    read: ofSeen(({ user }) => {
      if (user === undefined) return undefined;
      if (user.state === "cannot-tell") return cannotTell(user);
      const note = user.wouldBeRoot ? "ships as root" : undefined;
      return { value: text(`${user.uid}:${user.gid}`), ...(note === undefined ? {} : { note }) };
    }),
  },
  {
    id: "probe-writes",
    label: "Writes to its root",
    explanation: "What it wrote where its root was writable; a read-only root refuses that.",
    read: ofSeen(({ writes }) => {
      if (writes === undefined) return undefined;
      if (writes.state === "cannot-tell") return cannotTell(writes);
      return {
        value:
          writes.count === 0
            ? { kind: "text", text: "none", count: 0 }
            : { kind: "count", count: writes.count },
        evidence: { texts: writes.paths, href: "" },
      };
    }),
  },
  {
    id: "probe-shell",
    label: "docker exec sh",
    explanation: "What who wants to look around inside gets to hear.",
    read: ofSeen(({ shell }) => {
      if (shell === undefined) return undefined;
      if (shell.state === "cannot-tell") return cannotTell(shell);
      return {
        value: text(shell.hasShell ? "a shell" : "refused"),
        evidence: { texts: [shell.said], href: "" },
      };
    }),
  },
  {
    id: "probe-time-zone",
    label: "TZ=Europe/Berlin",
    explanation: "Whether local time follows the variable. Without zone files it stays UTC without a word.",
    read: ofSeen(({ timeZone }) => {
      if (timeZone === undefined) return undefined;
      if (timeZone.state === "cannot-tell") return cannotTell(timeZone);
      return {
        value: text(timeZone.isFollowed ? "followed" : "ignored"),
        evidence: { texts: [timeZone.said, ...(timeZone.cure ? [timeZone.cure] : [])], href: "" },
      };
    }),
  },
  {
    id: "probe-names",
    label: "Name lookup as seen",
    explanation: "localhost, and a name that cannot exist: what the service is told and how long it takes.",
    read: ofSeen(({ names }) => {
      if (names === undefined) return undefined;
      if (names.state === "cannot-tell") return cannotTell(names);
      const { localhost, unknown } = names;
      return {
        value: text(localhost.isFound ? "localhost found" : "localhost unknown"),
        evidence: {
          texts: [
            `localhost: ${localhost.said}, in ${formatMs(localhost.tookMs)}`,
            `unknown name: ${unknown.said}, in ${formatMs(unknown.tookMs)}`,
          ],
          href: "",
        },
      };
    }),
  },
  {
    id: "probe-host",
    label: "Measured on",
    explanation: "The machine, its engine and when: times of two machines, or of two hours, tell little.",
    read: ({ probe, image }) => {
      if (!probe) return { value: absent(NOT_PROBED) };
      const { host, rounds, finishedAt } = probe;
      const texts = [
        `${host.cores} cores, ${host.processor}, Docker ${host.engineVersion}, ${host.storageDriver}`,
        `load ${host.loadBefore.toFixed(1)} before it began, ${rounds} ${rounds === 1 ? "round" : "rounds"}`,
      ];
      const note = `${host.cores} cores, ${formatDateTime(finishedAt)}`;
      return { value: text(host.name), note, evidence: { texts, href: `/images/${image.imageId}#probe` } };
    },
  },
];
