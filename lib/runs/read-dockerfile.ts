import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The lines of lab/Dockerfile as they are now; none where it cannot be read. An error's line points into them. */
export async function readDockerfile(): Promise<string[]> {
  try {
    const text = await readFile(join(process.cwd(), "lab", "Dockerfile"), "utf8");
    return text.replace(/\n$/, "").split("\n");
  } catch {
    return [];
  }
}
