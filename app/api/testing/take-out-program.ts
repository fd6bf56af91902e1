import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";
import { createDocker } from "@/lib/engine/modem.ts";

/** The bytes of a file in an image, taken out of a container that never runs. */
export async function takeOutProgram(engineHost: string, image: string, path: string): Promise<Buffer> {
  const docker = createDocker(engineHost);
  const container = await docker.createContainer({ Image: image });
  try {
    const entries = (await container.getArchive({ path })).pipe(extract());
    for await (const entry of entries) return await buffer(entry);
    throw new Error(`there is no ${path} in ${image}`);
  } finally {
    await container.remove({ force: true });
  }
}
