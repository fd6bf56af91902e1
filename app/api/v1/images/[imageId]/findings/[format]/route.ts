import { exportFindings } from "@/lib/findings/export-findings.ts";
import { exportFindingsOperation } from "@/lib/http/operations/findings.ts";
import { download } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";

export const GET = route(exportFindingsOperation, async ({ params: { imageId, format } }) =>
  download(await exportFindings({ imageIds: [imageId], format })),
);
