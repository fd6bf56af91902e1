import { createHash } from "node:crypto";

/** Pushes an artifact of one layer, as Trivy's database is published, and resolves to its reference. */
export async function pushArtifact(host: string, name: string, mediaType: string, layer: Buffer) {
  const config = Buffer.from("{}");
  for (const blob of [config, layer]) await pushBlob(host, name, blob);
  const describeBlob = (type: string, bytes: Buffer) => ({
    mediaType: type,
    digest: digest(bytes),
    size: bytes.length,
  });
  const manifest = {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: describeBlob("application/vnd.aquasec.trivy.config.v1+json", config),
    layers: [
      {
        ...describeBlob(mediaType, layer),
        annotations: { "org.opencontainers.image.title": "db.tar.gz" },
      },
    ],
  };
  await put(`http://${host}/v2/${name}/manifests/2`, JSON.stringify(manifest), manifest.mediaType);
  return `${host}/${name}:2`;
}

async function pushBlob(host: string, name: string, bytes: Buffer): Promise<void> {
  const started = await fetch(`http://${host}/v2/${name}/blobs/uploads/`, { method: "POST" });
  const location = new URL(started.headers.get("location") ?? "", `http://${host}`);
  location.searchParams.set("digest", digest(bytes));
  await put(location.href, new Uint8Array(bytes), "application/octet-stream");
}

async function put(url: string, body: string | Uint8Array<ArrayBuffer>, type: string): Promise<void> {
  const answer = await fetch(url, { method: "PUT", body, headers: { "content-type": type } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}

const digest = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
