import { env } from "../../env.ts";
import { findTrivy, type Trivy } from "../find-trivy.ts";

/** The real Trivy, or why there is none: a test that needs it then skips with that reason. */
export async function findRealTrivy(): Promise<{ trivy: Trivy | undefined; reason: string }> {
  try {
    const trivy = await findTrivy(env(), { signal: new AbortController().signal });
    return { trivy, reason: "" };
  } catch (error) {
    const reason = `no Trivy: ${error instanceof Error ? error.message : error}`;
    console.warn(`SKIPPED: ${reason} bin/testing/trivy.mjs builds one where Go is installed.`);
    return { trivy: undefined, reason };
  }
}
