import { formatSize } from "@/lib/format.ts";
import type { HistoryView } from "@/lib/images/schemas-history.ts";

type Line = HistoryView["lines"][number];

/** An image's history as a Dockerfile, with what each line weighs; ours lead to their line of lab/Dockerfile. */
export function ReadBack({ history, base }: { history: HistoryView; base: string | undefined }) {
  const ofBase = history.lines.filter((line) => line.fromBase);
  const own = history.lines.filter((line) => !line.fromBase);
  return (
    <div className="rounded-plate border border-rule bg-plate py-2 text-ink">
      {ofBase.length > 0 ? (
        <details>
          <summary className="mono flex gap-4 px-4 py-0.5 marker:content-none hover:bg-sunken">
            <span className="flex-1 [overflow-wrap:anywhere]">
              FROM {base ?? "its base"}{" "}
              <span className="text-ink-3">
                # {ofBase.length === 1 ? "1 step" : `${ofBase.length} steps`} of the base; show
              </span>
            </span>
            <Bytes bytes={ofBase.reduce((sum, line) => sum + (line.layer?.sizeBytes ?? 0), 0)} />
          </summary>
          {ofBase.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a history never changes, and its steps may be equal
            <Step key={index} line={line} isDim />
          ))}
        </details>
      ) : (
        <div className="mono px-4 py-0.5">FROM scratch</div>
      )}
      {own.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Step key={index} line={line} />
      ))}
    </div>
  );
}

function Step({ line, isDim }: { line: Line; isDim?: boolean }) {
  const { text, layer, dockerfileLine } = line;
  return (
    <div
      className={`mono flex flex-wrap justify-end gap-x-4 px-4 py-0.5 md:flex-nowrap ${isDim ? "text-ink-3" : ""}`}
    >
      <span className="grow whitespace-pre-wrap [overflow-wrap:anywhere] md:flex-1">{text}</span>
      {dockerfileLine === undefined ? null : (
        <a
          href={`#dockerfile-${dockerfileLine}`}
          title={`Line ${dockerfileLine} of lab/Dockerfile`}
          className="flex-none text-ink-3"
        >
          :{dockerfileLine}
        </a>
      )}
      <Bytes bytes={layer?.sizeBytes} />
    </div>
  );
}

/** Steps that only say something weigh nothing, and say that. */
function Bytes({ bytes }: { bytes: number | undefined }) {
  return (
    <span className="w-[88px] flex-none text-right text-ink-3">
      {bytes === undefined ? "no layer" : formatSize(bytes, "MB", 3)}
    </span>
  );
}
