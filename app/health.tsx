import { connection } from "next/server";
import { HealthLink } from "@/components/layout/health-link.tsx";
import { getStatus } from "@/lib/status/get-status.ts";

/** The top bar's indicator, as it is when the page is drawn. */
export async function Health() {
  await connection();
  return <HealthLink status={await getStatus()} />;
}
