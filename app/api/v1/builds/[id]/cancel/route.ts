import { cancelBuildOperation } from "@/lib/http/operations/builds.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { cancelBuild } from "@/lib/runs/cancel-build.ts";

export const POST = route(cancelBuildOperation, async ({ params }) => {
  return json(202, { run: await cancelBuild(params) });
});
