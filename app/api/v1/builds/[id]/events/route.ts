import { readResumePoint } from "@/lib/http/follow.ts";
import { followBuildResponse } from "@/lib/http/follow-build.ts";
import { followBuildOperation } from "@/lib/http/operations/builds.ts";
import { route } from "@/lib/http/route.ts";

export const GET = route(followBuildOperation, async ({ params, query, request }) => {
  return followBuildResponse(request, params.id, readResumePoint(request.headers, query.after));
});
