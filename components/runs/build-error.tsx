import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { StateMark } from "@/components/ui/state-mark.tsx";
import type { BuildErrorView } from "@/lib/runs/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { DockerfileExcerpt } from "./dockerfile-excerpt.tsx";
import { plainLine } from "./log-text.ts";

/** Why an attempt failed: what happened, at which line of the Dockerfile, and the last words of the step. */
export function BuildError({
  variant,
  attempt,
  error,
  dockerfile,
  onOpenLog,
}: {
  variant: VariantId;
  attempt: number;
  error: BuildErrorView;
  dockerfile: readonly string[];
  onOpenLog: () => void;
}) {
  const lastLines = (error.lastLines ?? []).map(plainLine);
  const where = error.dockerfileLine === undefined ? "" : ` at Dockerfile line ${error.dockerfileLine}`;
  const copied = [`${variant}, attempt ${attempt}: ${error.message}`, error.step ?? "", ...lastLines];
  return (
    <div
      role="alert"
      className="mt-5 grid gap-x-10 gap-y-3 rounded-control border border-bad border-l-[3px] bg-bad-wash px-[18px] py-3.5 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
    >
      <div className="min-w-0">
        <h3 className="flex items-baseline gap-2 font-semibold text-bad text-body">
          <StateMark state="failed" />
          {variant}, attempt {attempt}: failed{where}
        </h3>
        <p className="mt-1 max-w-[80ch] [overflow-wrap:anywhere]">{error.message}</p>
        <div data-screen-only="" className="mt-3 flex flex-wrap items-center gap-2">
          <Button size="small" onClick={onOpenLog}>
            Open log of attempt {attempt}
          </Button>
          <CopyButton size="small" text={copied.filter(Boolean).join("\n")} said="Error copied">
            Copy error
          </CopyButton>
          <code className="mono text-ink-3">{error.code}</code>
        </div>
      </div>
      <div className="grid min-w-0 content-start gap-2.5">
        {error.dockerfileLine === undefined ? null : (
          <DockerfileExcerpt lines={dockerfile} failing={error.dockerfileLine} />
        )}
        {lastLines.length > 0 ? (
          <pre className="mono max-h-[300px] overflow-auto rounded-control border border-rule bg-bg px-4 py-2 text-ink-2 leading-[19px]">
            {lastLines.join("\n")}
          </pre>
        ) : null}
      </div>
    </div>
  );
}
