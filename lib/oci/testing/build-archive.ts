import { createHash } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { buildTar, type TarMember } from "./build-tar.ts";

export type ArchiveLayout = "docker-archive" | "oci" | "docker-and-oci";
export type LayerCompression = "none" | "gzip" | "zstd";

export type ArchiveRequest = {
  /** Uncompressed tars, bottom first. */
  layers: readonly Buffer[];
  layout?: ArchiveLayout;
  /** By layer; only in OCI layouts, as `docker save` writes plain tars. */
  compression?: (index: number) => LayerCompression;
  config?: { Entrypoint?: string[]; Cmd?: string[]; Env?: string[]; WorkingDir?: string; User?: string };
  history?: { created_by?: string; empty_layer?: boolean }[];
  tags?: string[];
  /** The order of the archive's files; as they come where it is left out. */
  order?: (members: TarMember[]) => TarMember[];
};

export type BuiltArchive = {
  bytes: Buffer;
  imageId: string;
  diffIds: string[];
  configText: string;
  /** Of the inner index and the manifest, where the layout has them. */
  manifestDigests: string[];
};

export function sha256(bytes: Buffer | string): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** An image's archive as engines write it: old (`<id>/layer.tar`, equal layers linked), OCI layout, or both in one. */
export function buildArchive(request: ArchiveRequest): BuiltArchive {
  const { layers, layout = "docker-archive", order = (members) => members } = request;
  const diffIds = layers.map(sha256);
  const configText = JSON.stringify({
    architecture: "amd64",
    os: "linux",
    config: request.config ?? {},
    rootfs: { type: "layers", diff_ids: diffIds },
    history: request.history ?? diffIds.map((_, index) => ({ created_by: `layer ${index}` })),
  });
  const imageId = sha256(configText);
  const { members, manifestDigests } =
    layout === "docker-archive"
      ? { members: toDockerArchive(request, configText, diffIds), manifestDigests: [] }
      : toOciLayout(request, configText, layout === "docker-and-oci");
  return { bytes: buildTar(order(members)), imageId, diffIds, configText, manifestDigests };
}

const hexOf = (digest: string) => digest.slice("sha256:".length);
const jsonFile = (path: string, value: unknown): TarMember => ({
  path,
  content: Buffer.from(JSON.stringify(value)),
});

/** Several images in one `docker save` archive, in which a layer that they share lies once. */
export function buildSharedArchive(requests: readonly ArchiveRequest[]): BuiltArchive[] {
  const written = new Map<string, string>();
  const images = requests.map((request) => {
    const image = buildArchive(request);
    return { ...image, members: toDockerArchive(request, image.configText, image.diffIds, written) };
  });
  const manifests = images.flatMap(({ members }) => {
    const text = members.find(({ path }) => path === "manifest.json")?.content?.toString() ?? "[]";
    return JSON.parse(text);
  });
  const members = images.flatMap((image) => image.members.filter(({ path }) => path !== "manifest.json"));
  const bytes = buildTar([...members, jsonFile("manifest.json", manifests)]);
  return images.map(({ members: _, ...image }) => ({ ...image, bytes }));
}

/** `first`: the folders of the layers that are written already, by diffId. */
function toDockerArchive(
  request: ArchiveRequest,
  configText: string,
  diffIds: string[],
  first = new Map<string, string>(),
): TarMember[] {
  const config = `${hexOf(sha256(configText))}.json`;
  const folders = request.layers.map((_, index) => hexOf(sha256(`layer ${index} of ${configText}`)));
  const members: TarMember[] = [];
  for (const [index, content] of request.layers.entries()) {
    const folder = folders[index] ?? "";
    const diffId = diffIds[index] ?? "";
    const known = first.get(diffId);
    members.push({ path: `${folder}/`, kind: "directory" });
    members.push(
      { path: `${folder}/VERSION`, content: Buffer.from("1.0") },
      jsonFile(`${folder}/json`, { id: folder }),
    );
    if (known)
      members.push({ path: `${folder}/layer.tar`, kind: "symlink", linkTarget: `../${known}/layer.tar` });
    else members.push({ path: `${folder}/layer.tar`, content });
    first.set(diffId, known ?? folder);
  }
  return [
    ...members,
    { path: config, content: Buffer.from(configText) },
    jsonFile("manifest.json", [
      {
        Config: config,
        RepoTags: request.tags ?? null,
        Layers: folders.map((folder) => `${folder}/layer.tar`),
      },
    ]),
  ];
}

function toOciLayout(
  request: ArchiveRequest,
  configText: string,
  withDockerManifest: boolean,
): { members: TarMember[]; manifestDigests: string[] } {
  const blobs = new Map<string, Buffer>();
  const add = (content: Buffer, mediaType: string) => {
    const digest = sha256(content);
    blobs.set(`blobs/sha256/${hexOf(digest)}`, content);
    return { mediaType, digest, size: content.length };
  };
  const layers = request.layers.map((layer, index) => {
    const compression = request.compression?.(index) ?? "none";
    const suffix = compression === "none" ? "" : `+${compression}`;
    return add(compress(layer, compression), `application/vnd.oci.image.layer.v1.tar${suffix}`);
  });
  const config = add(Buffer.from(configText), "application/vnd.oci.image.config.v1+json");
  const manifest = add(
    Buffer.from(JSON.stringify({ schemaVersion: 2, config, layers })),
    "application/vnd.oci.image.manifest.v1+json",
  );
  // As BuildKit writes it: an index of the image and of what is attested about it.
  const attested = {
    ...add(Buffer.from('{"schemaVersion":2}'), manifest.mediaType),
    platform: { os: "unknown" },
  };
  const nested = add(
    Buffer.from(
      JSON.stringify({ schemaVersion: 2, manifests: [attested, { ...manifest, platform: { os: "linux" } }] }),
    ),
    "application/vnd.oci.image.index.v1+json",
  );
  const members: TarMember[] = [
    { path: "blobs/", kind: "directory" },
    { path: "blobs/sha256/", kind: "directory" },
    ...[...blobs].map(([path, content]) => ({ path, content })),
    jsonFile("index.json", { schemaVersion: 2, manifests: [nested] }),
    jsonFile("oci-layout", { imageLayoutVersion: "1.0.0" }),
  ];
  const manifestDigests = [nested.digest, manifest.digest];
  if (!withDockerManifest) return { members, manifestDigests };
  const path = (digest: string) => `blobs/sha256/${hexOf(digest)}`;
  members.push(
    jsonFile("manifest.json", [
      {
        Config: path(config.digest),
        RepoTags: request.tags ?? null,
        Layers: layers.map((layer) => path(layer.digest)),
      },
    ]),
  );
  return { members, manifestDigests };
}

function compress(layer: Buffer, compression: LayerCompression): Buffer {
  if (compression === "gzip") return gzipSync(layer, { level: 1 });
  return compression === "zstd" ? zstdCompressSync(layer) : layer;
}
