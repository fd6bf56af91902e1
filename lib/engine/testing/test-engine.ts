import { Readable } from "node:stream";
import { buildArchive, sha256 } from "../../oci/testing/build-archive.ts";
import { buildTar, type TarMember } from "../../oci/testing/build-tar.ts";
import { connectEngine } from "../connect.ts";
import { probeEngine } from "../hosts.ts";
import type { BuildProgress, BuildRequest, Engine } from "../types.ts";
import { busyboxMembers, whyNoBusybox } from "./static-busybox.ts";

export type TestEngine = { engine: Engine | undefined; reason: string };

/** A busy engine answers late, which is no reason to skip what it is there for. */
export const ENGINE_PATIENCE_MS = 60_000;

/** The engine that DOCKER_HOST names; without one tests are skipped for the reason given. */
export async function findTestEngine(): Promise<TestEngine> {
  const host = process.env.DOCKER_HOST;
  if (!host) return { engine: undefined, reason: "DOCKER_HOST is not set" };
  const { available, reason = "" } = await probeEngine(host, ENGINE_PATIENCE_MS);
  if (available) return { engine: connectEngine(host), reason };
  console.warn(`SKIPPED: ${reason}`);
  return { engine: undefined, reason };
}

const APPLETS = [
  "sh",
  "cat",
  "chmod",
  "cp",
  "echo",
  "false",
  "ln",
  "mkdir",
  "mv",
  "rm",
  "sed",
  "seq",
  "sha256sum",
  "sleep",
];
/** Loads an image with a shell, made of this machine's static busybox, and resolves to its tag; undefined where there is none. */
export async function loadShellBase(engine: Engine): Promise<string | undefined> {
  if (whyNoBusybox !== undefined) {
    console.warn(`SKIPPED: ${whyNoBusybox}`);
    return undefined;
  }
  const members: TarMember[] = [
    { path: "bin", kind: "directory" },
    ...busyboxMembers(APPLETS),
    { path: "tmp", kind: "directory", mode: 0o1777 },
  ];
  const layer = buildTar(members);
  const tag = `imagediet.local/test/shell:${sha256(layer).slice(7, 19)}`;
  if (!(await engine.findImage(tag))) {
    const config = { Cmd: ["/bin/sh"], Env: ["PATH=/bin"] };
    await engine.loadImage(Readable.from([buildArchive({ layers: [layer], config, tags: [tag] }).bytes]));
  }
  return tag;
}

/** What a build said: its log by step name, and each change of a step as `status name`, in order. */
export class Transcript {
  readonly events: BuildProgress[] = [];
  readonly #names = new Map<string, string>();

  readonly take = (event: BuildProgress): void => {
    this.events.push(event);
    if (event.type === "step") this.#names.set(event.digest, event.name);
  };

  steps(): string[] {
    return this.events.flatMap((event) => (event.type === "step" ? [`${event.status} ${event.name}`] : []));
  }

  logOf(part: string): string {
    return this.events
      .map((event) =>
        event.type === "log" && this.#names.get(event.digest)?.includes(part) ? event.text : "",
      )
      .join("");
  }
}

/** A build request with what a test does not care about filled in; the Dockerfile is a file of the test's. */
export function buildRequest(dockerfile: string, fields: Partial<BuildRequest> = {}): BuildRequest {
  return {
    contextFolders: {},
    contextFiles: { Dockerfile: dockerfile },
    dockerfile: "Dockerfile",
    target: "",
    tag: "imagediet.local/test/build:1",
    platform: process.arch === "arm64" ? "linux/arm64" : "linux/amd64",
    buildArguments: {},
    labels: {},
    secretFiles: {},
    signal: new AbortController().signal,
    onProgress: () => {},
    ...fields,
  };
}
