import type { RunView } from "@/lib/runs/schemas.ts";
import { type Call, callApi } from "./call-api.ts";

/** Calls what answers with a run. Throws as callApi does. */
export async function callRun(path: string, call?: Call): Promise<RunView> {
  return (await callApi(() => import("./run-answer.ts").then((module) => module.runAnswer), path, call)).run;
}
