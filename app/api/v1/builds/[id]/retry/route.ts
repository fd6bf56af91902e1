import { retryBuildOperation } from "@/lib/http/operations/builds.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { retryBuild } from "@/lib/runs/retry-build.ts";

export const POST = route(retryBuildOperation, async ({ params }) => {
  return json(202, { run: await retryBuild(params) });
});
