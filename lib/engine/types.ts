import type { Readable } from "node:stream";
import type { ByteSource } from "../oci/byte-source.ts";
import type { ContainerRequest, EngineContainer, ListedContainer } from "./container-types.ts";

/** One message of a running build, in the order the engine sent them. Times are the engine's. */
export type BuildProgress =
  | { type: "step"; digest: string; name: string; status: "running"; startedAt: Date }
  | {
      type: "step";
      digest: string;
      name: string;
      status: "completed" | "cached" | "failed" | "cancelled";
      startedAt?: Date;
      finishedAt?: Date;
      error?: string;
    }
  /** `text` is decoded UTF-8 as it came, lines not yet split; `digest` is its step's. */
  | { type: "log"; digest: string; text: string; at: Date };

export type BuildRequest = {
  /** What is sent as context: absolute folders by their path inside it (each folder's .dockerignore is honoured;
   * `target` and `.git` never go), and single absolute files by their path inside it. */
  contextFolders: Record<string, string>;
  contextFiles: Record<string, string>;
  /** Path of the Dockerfile inside the context. */
  dockerfile: string;
  target: string;
  tag: string;
  platform: string;
  buildArguments: Record<string, string>;
  labels: Record<string, string>;
  /** Served to `RUN --mount=type=secret,id=…`: absolute file paths by id. */
  secretFiles: Record<string, string>;
  signal: AbortSignal;
  onProgress: (progress: BuildProgress) => void | Promise<void>;
};

export type EngineInfo = {
  id: string;
  version: string;
  storageDriver: string;
  os: string;
  architecture: string;
  /** What its builds may use. */
  cores: number;
};

/** What worker code needs of a Docker Engine. Every method throws engine-unavailable when it cannot be reached. */
export interface Engine {
  /** The DOCKER_HOST it talks to. */
  readonly host: string;
  info(): Promise<EngineInfo>;
  /** Builds one target with BuildKit and resolves to its imageId. Throws build-failed (detail: step, lastLines,
   * dockerfileLine where known), cancelled, engine-failed. */
  build(request: BuildRequest): Promise<{ imageId: string }>;
  /** The image as a `docker save` stream. Throws not-found. */
  exportImage(reference: string): Promise<Readable>;
  /** One or several in the same form, in which a layer that they share is once, for who keeps no chunk: read faster.
   * Throws not-found. */
  readImages(references: readonly string[]): Promise<ByteSource>;
  /** The parsed image config and identity; undefined where the engine has no such image. */
  findImage(reference: string): Promise<EngineImage | undefined>;
  loadImage(archive: Readable): Promise<void>;
  /** Pulls and resolves to the image as it then is. Throws registry-unavailable, not-found. */
  pull(
    reference: string,
    options: { platform: string; signal: AbortSignal; onProgress?: (line: string) => void },
  ): Promise<EngineImage>;
  tag(reference: string, newReference: string): Promise<void>;
  /** Removes a tag or an image; an image that is not there is no error. */
  removeImage(reference: string): Promise<void>;
  /** Makes a container, which does not run yet. Throws not-found (the image), engine-failed, disk-full. */
  createContainer(request: ContainerRequest): Promise<EngineContainer>;
  /** The containers with this label, running or not. */
  listContainers(label: string): Promise<ListedContainer[]>;
  /** Kills a container and takes it away; one that is gone is no error. */
  removeContainer(id: string): Promise<void>;
  /** Drops the whole build cache of the engine, for a cold measurement. Images stay. */
  pruneBuildCache(): Promise<void>;
}

export type EngineImage = {
  imageId: string;
  tags: string[];
  /** `name@sha256:…` as registries gave them */
  repoDigests: string[];
  diffIds: string[];
  /** The word that starts it, Entrypoint's or Cmd's first; undefined where it has none. */
  program: string | undefined;
  labels: Record<string, string>;
  os: string;
  architecture: string;
};
