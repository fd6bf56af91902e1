import { getScanLogOperation } from "@/lib/http/operations/scans.ts";
import { textStream } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getScanLog } from "@/lib/scans/get-scan.ts";

export const GET = route(getScanLogOperation, async ({ params }) => {
  const log = await getScanLog(params);
  return textStream(
    (async function* () {
      yield log;
    })(),
  );
});
