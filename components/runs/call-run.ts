import { type Call, callApi } from "@/components/api/call-api.ts";
import type { RunView } from "@/lib/runs/schemas.ts";

/** Calls what answers with a run. Throws as callApi does. */
export async function callRun(path: string, call?: Call): Promise<RunView> {
  return (await callApi(() => import("./run-answer.ts").then((module) => module.runAnswer), path, call)).run;
}
