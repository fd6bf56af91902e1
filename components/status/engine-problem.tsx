import { Problem } from "@/components/ui/problem.tsx";
import type { StatusView } from "@/lib/status/schemas.ts";
import { DISK_FULL, isDiskFull } from "./disk-full.ts";

/** What stands in the way of a build, and the cure; nothing where builds can run. */
export function EngineProblem({ status }: { status: StatusView }) {
  if (isDiskFull(status)) {
    return (
      <Problem title={DISK_FULL.title} code={DISK_FULL.code} className="mb-6">
        <p>{DISK_FULL.text}</p>
        <p className="mt-1 font-medium text-ink">{DISK_FULL.cure}</p>
      </Problem>
    );
  }
  if (!status.database.available) {
    return (
      <Problem title="PostgreSQL does not answer" code="database-unavailable" className="mb-6">
        <p>
          Nothing can be shown or built until it does; nothing stored is lost. <code>npm start</code> starts
          the one in the state folder; for your own, check DATABASE_URL. This page looks again every two
          seconds.
        </p>
      </Problem>
    );
  }
  if (!status.worker.alive) {
    return (
      <Problem title="No worker is running" className="mb-6">
        <p>
          Builds stay in the queue until one is. Start it with <code>npm start</code>; what is stored can be
          read meanwhile.
        </p>
      </Problem>
    );
  }
  if (!status.engine.available) {
    return (
      <Problem title="No Docker Engine answers" code="engine-unavailable" className="mb-6">
        <p>{status.engine.reason}</p>
        <p className="mt-1 font-medium text-ink">{status.engine.cure}</p>
        <p className="mt-1">
          Everything measured so far can be read. Builds wait and start within 10 s once the engine is there.
        </p>
      </Problem>
    );
  }
  return null;
}
