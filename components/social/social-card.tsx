import { PALETTES } from "@/lib/charts/svg/palette.ts";
import type { Card, CardBar, CardRow } from "@/lib/social/to-card.ts";
import { GLYPHS } from "@/lib/variants/glyphs.ts";
import type { VariantId } from "@/lib/variants/variants.ts";

const colors = PALETTES.light;
const PLOT = { left: 300, right: 196 };
const PAD = 56;

/** A preview picture's content, in the few styles that its renderer knows: flex boxes and SVG, no class names. */
export function SocialCard({ card, width, height }: { card: Card; width: number; height: number }) {
  const plotWidth = width - 2 * PAD - PLOT.left - PLOT.right;
  const rowHeight = Math.min(100, Math.floor(300 / Math.max(1, card.rows.length)));
  return (
    <div
      style={{
        width,
        height,
        display: "flex",
        flexDirection: "column",
        padding: `44px ${PAD}px 36px`,
        backgroundColor: colors.bg,
        color: colors.ink,
        fontFamily: "Geist",
      }}
    >
      <div
        style={{ display: "flex", alignItems: "center", fontSize: 44, fontWeight: 600, letterSpacing: -1 }}
      >
        {card.tag ? (
          <span
            style={{
              marginRight: 20,
              padding: "4px 12px",
              borderRadius: 4,
              backgroundColor: colors.ink,
              color: colors.bg,
              fontSize: 24,
              fontWeight: 500,
              letterSpacing: 0,
            }}
          >
            {card.tag}
          </span>
        ) : null}
        <span>{card.title}</span>
      </div>
      <div
        style={{
          display: "flex",
          marginTop: 12,
          fontSize: 25,
          lineHeight: 1.32,
          color: colors["ink-2"],
          maxHeight: 100,
          overflow: "hidden",
        }}
      >
        {card.headline}
      </div>
      <div style={{ display: "flex", flexDirection: "column", position: "relative", marginTop: "auto" }}>
        {card.rows.map((row) => (
          <Row key={`${row.name} ${row.readout}`} row={row} plotWidth={plotWidth} height={rowHeight} />
        ))}
        {card.reference === undefined ? null : (
          <div
            style={{
              display: "flex",
              position: "absolute",
              top: 0,
              left: PLOT.left + card.reference * plotWidth,
              width: 2,
              height: rowHeight * card.rows.length,
              backgroundColor: colors.accent,
            }}
          />
        )}
      </div>
      <div
        style={{
          display: "flex",
          justifyContent: "space-between",
          marginTop: 22,
          paddingTop: 16,
          borderTop: `1px solid ${colors["rule-2"]}`,
          fontSize: 19,
          color: colors["ink-3"],
        }}
      >
        <span>{card.foot}</span>
        <span style={{ fontWeight: 600, color: colors.ink }}>Image Diet</span>
      </div>
    </div>
  );
}

function Row({ row, plotWidth, height }: { row: CardRow; plotWidth: number; height: number }) {
  const bar = Math.min(height > 70 ? 44 : 28, height - 18);
  return (
    <div
      style={{
        display: "flex",
        alignItems: "center",
        height,
        borderTop: `1px solid ${colors.rule}`,
      }}
    >
      <div style={{ display: "flex", alignItems: "center", width: PLOT.left }}>
        <Glyph variant={row.variant} />
        <div style={{ display: "flex", flexDirection: "column", marginLeft: 12 }}>
          <span style={{ fontSize: 23, fontWeight: row.isReference ? 600 : 500 }}>{row.name}</span>
          {height < 48 ? null : <span style={{ fontSize: 15, color: colors["ink-3"] }}>{row.below}</span>}
        </div>
      </div>
      <div style={{ display: "flex", position: "relative", width: plotWidth, height: bar }}>
        {row.bars.map((each) => (
          <Bar key={each.part} bar={each} plotWidth={plotWidth} height={bar} />
        ))}
      </div>
      <div style={{ display: "flex", flexDirection: "column", alignItems: "flex-end", width: PLOT.right }}>
        <span style={{ fontSize: 25, fontWeight: 500 }}>{row.readout}</span>
        {height < 48 || row.delta === "" ? null : (
          <span style={{ fontSize: 16, color: row.isReference ? colors.accent : colors["ink-2"] }}>
            {row.delta}
          </span>
        )}
      </div>
    </div>
  );
}

function Bar({ bar, plotWidth, height }: { bar: CardBar; plotWidth: number; height: number }) {
  const color = colors[bar.variant];
  const looks = {
    solid: { backgroundColor: color },
    base: { backgroundColor: `${color}3d`, border: `1px solid ${color}` },
    certificates: { backgroundColor: colors.ink },
    other: { backgroundColor: `${color}1a`, border: `1px solid ${color}` },
  };
  return (
    <div
      style={{
        display: "flex",
        position: "absolute",
        left: bar.from * plotWidth,
        width: Math.max(1, (bar.to - bar.from) * plotWidth),
        height,
        ...looks[bar.part],
      }}
    />
  );
}

function Glyph({ variant }: { variant: VariantId }) {
  const { d, strokeWidth } = GLYPHS[variant];
  const color = colors[variant];
  return (
    <svg width="20" height="20" viewBox="0 0 12 12" role="img" aria-label={variant}>
      {strokeWidth ? (
        <path d={d} fill="none" stroke={color} strokeWidth={strokeWidth} />
      ) : (
        <path d={d} fill={color} />
      )}
    </svg>
  );
}
