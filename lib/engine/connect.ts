import { build } from "./build.ts";
import { createContainer, listContainers, removeContainer } from "./containers.ts";
import { httpStatus, toEngineError } from "./engine-error.ts";
import { exportImage, readImages } from "./image-export.ts";
import { findImage, loadImage, splitReference } from "./images.ts";
import { readInfo } from "./info.ts";
import { createDocker, requestJson } from "./modem.ts";
import { pullImage } from "./pull.ts";
import type { Engine } from "./types.ts";

/** The engine at a DOCKER_HOST. Nothing is sent before the first call. Throws bad-input for a host that is no address. */
export function connectEngine(host: string): Engine {
  const docker = createDocker(host);
  const call = async <T>(what: string, work: Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw toEngineError(error, host, what, signal);
    }
  };
  return {
    host,
    info: () => call("Asking the engine", readInfo(docker)),
    build: (request) => build(docker, host, request),
    exportImage: (reference) => call(`Exporting ${reference}`, exportImage(docker, host, reference)),
    readImages: (references) =>
      call(`Exporting ${references.join(", ")}`, readImages(docker, host, references)),
    findImage: (reference) => call(`Looking for ${reference}`, findImage(docker, reference)),
    loadImage: (archive) => call("Loading an image", loadImage(docker, archive)),
    pull: (reference, options) =>
      call(`Pulling ${reference}`, pullImage(docker, reference, options), options.signal),
    tag: async (reference, newReference) => {
      const { repository, tag } = splitReference(newReference);
      await call(`Tagging ${reference}`, docker.getImage(reference).tag({ repo: repository, tag }));
    },
    removeImage: async (reference) => {
      const removal = docker.getImage(reference).remove();
      await call(
        `Removing ${reference}`,
        removal.catch((error: unknown) => {
          if (httpStatus(error) !== 404) throw error;
        }),
      );
    },
    createContainer: (request) => createContainer(docker, host, request),
    listContainers: (label) => call("Listing containers", listContainers(docker, label)),
    removeContainer: (id) => call(`Removing container ${id.slice(0, 12)}`, removeContainer(docker, id)),
    pruneBuildCache: async () => {
      await call(
        "Pruning the build cache",
        requestJson(docker, {
          path: "/build/prune?",
          method: "POST",
          options: { all: true },
          statusCodes: { 200: true },
        }),
      );
    },
  };
}
