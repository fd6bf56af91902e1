import { Button } from "@/components/ui/button.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Problem } from "@/components/ui/problem.tsx";
import type { RunView } from "@/lib/runs/schemas.ts";

/** Where there is no image because the newest run of a service and recipe failed: why, once for all that failed alike. */
export function LastFailure({
  runs,
  service,
  recipe,
}: {
  /** The newest first. */
  runs: readonly RunView[];
  service: string;
  recipe: string;
}) {
  const run = runs.find((each) => each.service === service && each.recipe === recipe);
  const failed = run?.builds.flatMap(({ variant, error }) => (error ? { variant, error } : [])) ?? [];
  if (run?.status !== "failed" || failed.length === 0) return null;
  const alike = Map.groupBy(failed, ({ error }) => error.message);
  return (
    <div className="mb-6">
      <Problem
        title={`Run ${run.number} failed`}
        actions={
          <Button size="small" asChild>
            <Link href={`/runs/${run.id}`}>Open run {run.number}</Link>
          </Button>
        }
      >
        {[...alike].map(([message, builds]) => (
          <p key={message} className="mt-1 [overflow-wrap:anywhere]">
            <span className="font-semibold">{builds.map(({ variant }) => variant).join(", ")}:</span>{" "}
            {message}
          </p>
        ))}
      </Problem>
    </div>
  );
}
