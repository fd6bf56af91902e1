import { refreshScannerOperation } from "@/lib/http/operations/scans.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { requestRefresh } from "@/lib/scans/request-refresh.ts";

export const POST = route(refreshScannerOperation, async () => {
  await requestRefresh();
  return json(202, {});
});
