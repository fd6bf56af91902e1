import { freezeComparisonOperation, listSnapshotsOperation } from "@/lib/http/operations/snapshots.ts";
import { publicUrl } from "@/lib/http/public-url.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { freezeComparison } from "@/lib/snapshots/freeze-comparison.ts";
import { listSnapshots } from "@/lib/snapshots/list-snapshots.ts";

export const GET = route(listSnapshotsOperation, async ({ query }) => json(200, await listSnapshots(query)));

export const POST = route(freezeComparisonOperation, async ({ body, request }) => {
  const frozen = await freezeComparison(body);
  const url = publicUrl(request, `/c/${frozen.slug}`);
  return json(201, { ...frozen, url }, { location: url });
});
