import { getBuildLogOperation } from "@/lib/http/operations/builds.ts";
import { textStream } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getBuildLog } from "@/lib/runs/get-build-log.ts";

export const GET = route(getBuildLogOperation, async ({ params, query }) => {
  return textStream(await getBuildLog({ ...params, ...query }));
});
