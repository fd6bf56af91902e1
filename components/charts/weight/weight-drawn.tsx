"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useMeasured } from "@/components/charts/use-measured.ts";
import type { WeightChart } from "@/lib/charts/weight.ts";
import type { WeightPlot } from "./weight-plot.tsx";

/**
 * Recharts, once there is a mouse on the page: it is half of what the page would load first, and the static twin shows
 * the same figures to whoever does not point at them.
 */
function usePlot() {
  const [plot, setPlot] = useState<{ Plot: typeof WeightPlot }>();
  useEffect(() => {
    const stop = new AbortController();
    const onMove = ({ pointerType }: PointerEvent) => {
      if (pointerType !== "mouse") return;
      stop.abort();
      // Where it cannot be had, the twin stays.
      import("./weight-plot.tsx").then(
        (module) => setPlot({ Plot: module.WeightPlot }),
        () => {},
      );
    };
    window.addEventListener("pointermove", onMove, { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return plot?.Plot;
}

/** Recharts once it is loaded and the box is measured; until then, in print and without JavaScript, the static twin (children). */
export function WeightDrawn({ chart, children }: { chart: WeightChart; children: ReactNode }) {
  const { ref, size } = useMeasured();
  const Plot = usePlot();
  const drawn = Plot && size && size.width > 0 && chart.rows.length > 0 ? { Plot, size } : undefined;
  return (
    <div ref={ref} className="absolute inset-0">
      <div className={drawn ? "hidden print:block" : undefined}>{children}</div>
      {drawn ? (
        <div aria-hidden="true" className="print:hidden">
          <drawn.Plot chart={chart} size={drawn.size} />
        </div>
      ) : null}
    </div>
  );
}
