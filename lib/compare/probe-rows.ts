import { formatDateTime, formatMs, formatRate, joinSentences } from "../format.ts";
import type { ComparisonColumn } from "../images/schemas.ts";
import { isNoisy, noiseOf } from "../probes/figures.ts";
import type { ImageProbe, Load, Outcome, ProbeSummary } from "../probes/schemas.ts";
import { absent, type CellValue, type RowSpec, text } from "./row-spec.ts";

type Cell = ReturnType<RowSpec["read"]>;
type Seen = ProbeSummary["seen"];
type Figure = NonNullable<Seen["start"]>["totalMs"];

const NOT_PROBED = "Not run yet: probe these images";

/** Why a cell is empty whose image failed before. */
export const NOT_REACHED = "It did not come that far";

/** What an outcome is called in a cell; everything but `runs` is said loudly. */
const OUTCOME_WORDS: Record<Outcome, string> = {
  runs: "runs",
  unsteady: "unsteady",
  "never-healthy": "never healthy",
  exits: "exits",
  "cannot-start": "cannot start",
  "out-of-reach": "out of reach",
};

/** A cell about what was seen when the image was run; absent where it was not, or did not come that far. */
function ofSeen(read: (seen: Seen) => Cell | undefined): RowSpec["read"] {
  return ({ probe, image }) => {
    if (!probe) return { value: absent(NOT_PROBED) };
    const cell = read(probe.seen) ?? { value: absent(NOT_REACHED) };
    return {
      ...cell,
      evidence: { texts: cell.evidence?.texts ?? [], href: `/images/${image.imageId}#probe` },
    };
  };
}

const cannotTell = ({ why }: { why: string }): Cell => ({ value: absent(why) });

/** The raw samples in one line, and where the middle half of them lies. */
function saySamples({ samples, low, high }: Figure, write: (sample: number) => string): string {
  const count = `${samples.length} ${samples.length === 1 ? "sample" : "samples"}`;
  const spread = samples.length < 2 ? "" : `; middle half ${write(low)} to ${write(high)}`;
  return `${count}: ${samples.map(write).join(", ")}${spread}`;
}

/** What is written of a figure: its note, and the lines that go with its samples. */
type Said = { note?: string; texts?: readonly string[] };

/** A measured cell: its noise says which others it can be told from, and a wide spread is said. */
function measured(
  figure: Figure,
  toValue: (median: number) => CellValue,
  write: (sample: number) => string,
  { note, texts = [] }: Said = {},
): Cell {
  const spread = isNoisy(figure) ? `noisy: ${write(figure.low)} to ${write(figure.high)}` : undefined;
  const said = [note, spread].filter((part) => part !== undefined).join("; ");
  return {
    value: toValue(figure.median),
    noise: noiseOf([figure]),
    evidence: { texts: [saySamples(figure, write), ...texts], href: "" },
    ...(said === "" ? {} : { note: said }),
  };
}

const inMs = (figure: Figure, said?: Said): Cell =>
  measured(figure, (ms) => ({ kind: "duration", ms }), formatMs, said);

const inBytes = (figure: Figure): Cell =>
  measured(
    figure,
    (bytes) => ({ kind: "size", bytes }),
    (bytes) => `${(bytes / 1e6).toFixed(2)} MB`,
  );

function toRuns(seen: Seen, column: ComparisonColumn): Cell {
  const { outcome, reason, cure, starts } = seen;
  const texts = [reason, cure, seen.log.trim().split("\n").slice(-5).join("\n")].filter(Boolean);
  const evidence = {
    texts: texts.flatMap((each) => each ?? []),
    href: `/images/${column.image.imageId}#probe`,
  };
  if (outcome === "runs") {
    return { value: text("yes"), note: `${starts.healthy} of ${starts.tried} starts`, evidence };
  }
  return {
    value: { kind: "failed", text: OUTCOME_WORDS[outcome], why: reason ?? "" },
    ...(seen.exitCode === undefined ? {} : { note: `exit code ${seen.exitCode}` }),
    evidence,
    ...toBreakage(seen),
  };
}

/** What fails when the image is run, and the line that mends it; empty where nothing does. */
export function toBreakage({ outcome, reason, cure, https }: ImageProbe): { breaks?: string; mend?: string } {
  if (outcome !== "runs") return { breaks: joinSentences(reason, cure) };
  if (https?.state === "seen" && https.roots === 0 && !https.without.isTrusted) {
    return {
      breaks: `Every HTTPS call fails: ${https.without.said}.`,
      ...(https.cure === undefined ? {} : { mend: https.cure }),
    };
  }
  return {};
}

function toHttps(seen: Seen): Cell | undefined {
  const { https } = seen;
  if (https === undefined) return undefined;
  if (https.state === "cannot-tell") return cannotTell(https);
  const { roots, without, with: given } = https;
  const texts = [
    `unknown authority: ${without.said}`,
    ...(given ? [`its authority in the image: ${given.said}`] : []),
    ...(https.cure ? [https.cure] : []),
  ];
  const evidence = { texts, href: "" };
  if (without.isTrusted)
    return { value: { kind: "failed", text: "trusts anybody", why: https.cure ?? "" }, evidence };
  if (roots === 0)
    return {
      value: { kind: "failed", text: "fails", why: without.said },
      note: "no authority in the image",
      evidence,
      ...toBreakage(seen),
    };
  return {
    value: text(roots === undefined ? "checks" : `${roots} authorities`),
    note: given ? (given.isTrusted ? "takes another when given" : "refuses one that it is given") : "",
    evidence,
  };
}

const KIND_WORDS: Record<Load["kind"], { label: string; explanation: string }> = {
  compute: {
    label: "computing",
    explanation: "Requests a second to an endpoint that computes and allocates nothing.",
  },
  allocate: {
    label: "allocating",
    explanation:
      "Requests a second to an endpoint that allocates and frees all the time. musl's own allocator takes one lock for all threads.",
  },
};

function loadRow(kind: Load["kind"], threads: number): RowSpec {
  const { label, explanation } = KIND_WORDS[kind];
  return {
    id: `probe-${kind}-${threads}`,
    label: `Requests/s, ${label}, ${threads} thread${threads === 1 ? "" : "s"}`,
    explanation: `${explanation} ${threads === 1 ? "One at a time." : `${threads} at a time.`}`,
    ranked: "most",
    read: ofSeen(({ load }) => {
      if (load === undefined) return undefined;
      if (load.state === "cannot-tell") return cannotTell(load);
      const found = load.loads.find((each) => each.kind === kind && each.threads === threads);
      if (!found) return undefined;
      const { perSecond, p50Ms, p99Ms } = found;
      const note = `p50 ${formatMs(p50Ms.median)}, p99 ${formatMs(p99Ms.median)}`;
      const texts = [
        `p50, ${saySamples(p50Ms, formatMs)}`,
        `p99, ${saySamples(p99Ms, formatMs)}`,
        `${found.requests} requests, ${found.failures} without a good answer`,
      ];
      return measured(perSecond, (rate) => ({ kind: "rate", perSecond: rate }), formatRate, { note, texts });
    }),
  };
}

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
