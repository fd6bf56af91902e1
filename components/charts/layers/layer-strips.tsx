import type { LayerBlock, LayerChart, LayerJoin } from "@/lib/charts/layers.ts";
import { formatSize, formatSizeValue, type SizeUnit } from "@/lib/format.ts";

const ROW_HEIGHT = 50;
const BLOCK_HEIGHT = 26;
const BLOCK_TOP = (ROW_HEIGHT - BLOCK_HEIGHT) / 2;
/** Narrower layers would vanish; they are drawn this wide, in percent, over their right neighbour. */
const LEAST_WIDTH = 0.12;
/** The least width in pixels of a strip that has labels, and a letter's width: they decide which labels fit. */
const ASSUMED_WIDTH = 820;
const LETTER = 5.6;

const FILLS = {
  shared: { fill: "color-mix(in oklab, var(--ink) 9%, var(--bg))", stroke: "var(--ink-2)" },
  binary: { fill: "var(--variant)" },
  own: { fill: "color-mix(in oklab, var(--variant) 22%, var(--bg))", stroke: "var(--variant)" },
};

function Block({
  block,
  percent,
  unit,
}: {
  block: LayerBlock;
  percent: (bytes: number) => number;
  unit: SizeUnit;
}) {
  const start = percent(block.startBytes);
  const width = Math.max(percent(block.compressedBytes), LEAST_WIDTH);
  const figure = formatSizeValue(block.compressedBytes, unit);
  const room = (width / 100) * ASSUMED_WIDTH - 12;
  const label = block.label === "binary" ? "" : block.label;
  const fits = room > (label.length + figure.length + 1) * LETTER;
  const fitsFigure = room > figure.length * LETTER;
  const shared = block.sharedWith.length > 0 ? `, also in ${block.sharedWith.join(", ")}` : "";
  return (
    <>
      <rect x={`${start}%`} y={BLOCK_TOP} width={`${width}%`} height={BLOCK_HEIGHT} style={FILLS[block.kind]}>
        <title>
          {`${block.label}, ${formatSize(block.compressedBytes, unit, 3)} compressed, ${formatSize(block.sizeBytes, unit, 3)} uncompressed${shared}`}
        </title>
      </rect>
      {fitsFigure ? (
        <svg x={`${start}%`} overflow="visible" aria-hidden="true" className="hidden @min-[1200px]:inline">
          <text
            x="6"
            y={ROW_HEIGHT / 2 + 4}
            className="pointer-events-none text-[11px]"
            style={{ fill: block.kind === "binary" ? "var(--on-variant)" : "var(--ink)" }}
          >
            {fits && label ? `${label} ` : ""}
            <tspan style={block.kind === "binary" ? undefined : { fill: "var(--ink-3)" }}>{figure}</tspan>
          </text>
        </svg>
      ) : null}
    </>
  );
}

/** The band between two rows: from under the upper row's layers to the top of the lower row's. */
function Join({
  join,
  percent,
  unit,
}: {
  join: LayerJoin;
  percent: (bytes: number) => number;
  unit: SizeUnit;
}) {
  const [a, b] = [percent(join.upper.startBytes), percent(join.upper.endBytes)];
  const [c, d] = [percent(join.lower.startBytes), percent(join.lower.endBytes)];
  const words = `${join.count === 1 ? "1 layer" : `${join.count} layers`} in both, ${formatSize(join.compressedBytes, unit)}`;
  const room = ((Math.min(b, d) - Math.max(a, c)) / 100) * ASSUMED_WIDTH;
  const gap = ROW_HEIGHT - BLOCK_HEIGHT;
  return (
    <>
      <svg
        y={BLOCK_TOP + BLOCK_HEIGHT}
        width="100%"
        height={gap}
        viewBox={`0 0 100 ${gap}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="@max-[640px]:hidden"
      >
        <path
          d={`M${a} 0H${b}L${d} ${gap}H${c}z`}
          vectorEffect="non-scaling-stroke"
          style={{ fill: "color-mix(in oklab, var(--ink) 6%, var(--bg))", stroke: "var(--rule-2)" }}
        />
      </svg>
      {room > words.length * 5.1 + 8 ? (
        <svg
          x={`${Math.max(a, c)}%`}
          overflow="visible"
          aria-hidden="true"
          className="hidden @min-[1200px]:inline"
        >
          <text x="6" y={ROW_HEIGHT + 4} className="fill-ink-3 text-[11px]">
            {words}
          </text>
        </svg>
      ) : null}
    </>
  );
}

/** One image's layers in order, as wide as the bytes that they transfer, and its joins to the row below. */
export function LayerStrip({ chart, index, unit }: { chart: LayerChart; index: number; unit: SizeUnit }) {
  const row = chart.rows[index];
  if (!row) return null;
  const percent = (bytes: number) =>
    chart.largestBytes === 0 ? 0 : Number(((bytes / chart.largestBytes) * 100).toFixed(3));
  return (
    <svg
      role="img"
      aria-label={`${row.blocks.length} layers of ${row.variant}, ${formatSize(row.pullBytes, unit)} compressed`}
      className="h-[50px] w-full overflow-visible"
    >
      {chart.joins
        .filter((join) => join.upperRow === index)
        .map((join) => (
          <Join key={join.upper.startBytes} join={join} percent={percent} unit={unit} />
        ))}
      {row.blocks.map((block) => (
        <Block key={`${block.index}-${block.diffId}`} block={block} percent={percent} unit={unit} />
      ))}
    </svg>
  );
}
