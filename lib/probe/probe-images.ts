import type { ImageProbe } from "../probes/schemas.ts";
import { LOAD_KINDS } from "../probes/schemas.ts";
import { applyLoad } from "./apply-load.ts";
import { askService } from "./ask-service.ts";
import {
  AUTHORITY_FILE,
  AUTHORITY_VARIABLE,
  callHttps,
  checkNames,
  checkShell,
  checkTimeZone,
  judgeHttps,
  ZONE,
} from "./check-service.ts";
import { startClock } from "./clock.ts";
import { type HttpsServer, startHttpsServer } from "./https-server.ts";
import { listWrites } from "./list-writes.ts";
import { lookAtProcess } from "./look-at-process.ts";
import { Notebook } from "./notebook.ts";
import { KEPT_LOG_BYTES } from "./settings.ts";
import { rest, stopContainer } from "./stop-container.ts";
import {
  type ImageToRun,
  PRODUCTION,
  type ProbeHands,
  throwIfStopped,
  toFailure,
  type Visit,
  withContainer,
} from "./with-container.ts";

/** How much work one request of a load asks for: a few milliseconds of a processor of today. */
const WORK: Record<(typeof LOAD_KINDS)[number], number> = { compute: 400_000, allocate: 400 };
const THREADS = [1, 4] as const;

type Hands = ProbeHands & { server: HttpsServer };

/**
 * Runs each image as production would and measures what it does, in turns (A B C A B C) so that what else the machine
 * does meets all of them alike. An image that does not run is an answer like any other. Throws cancelled,
 * engine-unavailable, not-found (an image that the engine does not have), engine-failed, disk-full.
 */
export async function probeImages(
  request: Omit<ProbeHands, "clock"> & {
    images: readonly ImageToRun[];
    onProgress: (line: string) => void;
  },
): Promise<ImageProbe[]> {
  const { images, onProgress, ...given } = request;
  const server = await startHttpsServer();
  const hands: Hands = { ...given, clock: startClock(), server };
  const books = images.map((image) => new Notebook(image));
  const { rounds, loadRounds } = hands.settings;
  try {
    for (const book of books) {
      onProgress(`Starts ${book.image.variant} for the first time.`);
      await lookFirst(hands, book);
      await lookLoosely(hands, book);
    }
    for (let round = 1; round <= rounds; round += 1) {
      for (const book of books.filter((each) => each.runs)) {
        onProgress(`Measures ${book.image.variant}, round ${round} of ${rounds}.`);
        await measure(hands, book, round <= loadRounds);
      }
    }
  } finally {
    await server.close();
  }
  return books.map((book) => book.toResult());
}

/** The first start, which nobody times: whether it runs at all, and how it behaves. */
async function lookFirst(hands: Hands, book: Notebook): Promise<void> {
  await withContainer(hands, book.image, PRODUCTION, async (visit) => {
    const { container, port, failure } = visit;
    if (failure) return book.noteFailure(failure);
    book.noteStart();
    book.checks.shell = await checkShell(container);
    book.checks.https = judgeHttps(await callHttps(port, hands.server, hands.signal), undefined);
    book.checks.names = await checkNames(port, hands.signal);
    const log = await container.readLog(KEPT_LOG_BYTES);
    book.log = { text: log.text, isCut: log.isCut };
    await finish(hands, book, visit);
  });
}

/** Whether another root may be what an image lacks; waiting in vain twice is worth it only where something points there. */
function mayTellMore({ outcome, log }: ImageProbe): boolean {
  if (outcome === "never-healthy") return /read-only file ?system/i.test(log);
  return outcome === "runs" || outcome === "unsteady" || outcome === "exits";
}

/** A start with a writable root, our authority and a time zone: what it writes, and whether what fails can be mended. */
async function lookLoosely(hands: Hands, book: Notebook): Promise<void> {
  if (!mayTellMore(book.toResult())) return;
  const { server, signal } = hands;
  const mode = {
    isRootReadOnly: false,
    environment: { TZ: ZONE, [AUTHORITY_VARIABLE]: AUTHORITY_FILE },
    files: { [AUTHORITY_FILE]: server.authority },
  };
  await withContainer(hands, book.image, mode, async ({ container, port, failure }) => {
    book.checks.writes = await listWrites(container, [AUTHORITY_FILE]);
    if (!book.runs && !failure) book.addToReason("With a writable root it runs.");
    if (!book.runs || failure) return;
    const { https } = book.checks;
    const given = await callHttps(port, server, signal);
    if (https?.state === "seen" && given) {
      https.with = { isTrusted: given.isTrusted, said: given.said };
    }
    book.checks.timeZone = await checkTimeZone(port, signal);
  });
}

async function measure(hands: Hands, book: Notebook, isUnderLoad: boolean): Promise<void> {
  await withContainer(hands, book.image, PRODUCTION, async (visit) => {
    const { container, times, failure } = visit;
    if (failure) return book.noteFailure(failure);
    book.noteStart(times);
    await rest(hands.settings.idleMs, hands.signal);
    book.noteIdle(await lookAtProcess(container));
    if (isUnderLoad && book.takesLoad) await putUnderLoad(hands, book, visit);
    await finish(hands, book, visit);
  });
}

async function putUnderLoad(hands: Hands, book: Notebook, { container, port }: Visit): Promise<void> {
  const { settings, signal } = hands;
  for (const kind of LOAD_KINDS) {
    const path = `/work?kind=${kind}&n=${WORK[kind]}&threads=1`;
    // also the one that warms up
    const answer = await askService(port, path, signal);
    if (answer?.status !== 200) {
      return book.noteNoLoad(`The service has no ${path.split("&")[0]} that does some work.`);
    }
    for (const threads of THREADS) {
      const options = { port, path, connections: threads, durationMs: settings.loadMs, signal };
      const round = await applyLoad(options);
      throwIfStopped(signal);
      if (round) book.noteLoad({ kind, threads }, round);
    }
  }
  book.noteLoaded(await lookAtProcess(container));
}

/** Stops a container as an orchestrator does; one that has ended by itself did so out of turn. */
async function finish(hands: Hands, book: Notebook, { container }: Visit): Promise<void> {
  const { isRunning } = await container.inspect();
  if (!isRunning) return book.noteFailure(await toFailure(hands, container, { isUsed: true }));
  // One that has to be killed makes everybody wait: that is seen once.
  if (!book.endsGracefully) return;
  book.noteStop(await stopContainer(container, hands.settings.stopSeconds));
}
