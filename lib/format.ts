/** Figures and sentences as people read them. Pure; used by pages, exports and the command line. */

export type SizeUnit = "MB" | "MiB";

/** Bytes in one unit. */
export const UNIT_BYTES: Record<SizeUnit, number> = { MB: 1_000_000, MiB: 1_048_576 };
const MINUS = "\u2212";

/** `20.17` for 20170000 in MB: the value without its unit, two decimals (three for layers). */
export function formatSizeValue(bytes: number, unit: SizeUnit = "MB", decimals = 2): string {
  return (bytes / UNIT_BYTES[unit]).toFixed(decimals).replace("-", MINUS);
}

/** `20.17 MB`. */
export function formatSize(bytes: number, unit: SizeUnit = "MB", decimals = 2): string {
  return `${formatSizeValue(bytes, unit, decimals)} ${unit}`;
}

/** `0.012` MB, `< 0.001` for 300 bytes: as precise as one file or layer is told, and never nothing where there is something. */
export function formatMegabytes(bytes: number): string {
  return bytes > 0 && bytes < 500 ? "< 0.001" : formatSizeValue(bytes, "MB", 3);
}

/** `+51.34 MB`, `−12.29 MB`, `0.00 MB`. */
export function formatSizeDelta(bytes: number, unit: SizeUnit = "MB", decimals = 2): string {
  const text = formatSize(Math.abs(bytes), unit, decimals);
  if (Number.parseFloat(text) === 0) return text;
  return `${bytes > 0 ? "+" : MINUS}${text}`;
}

/** `+158.2 %`, `−37.9 %`, from a thousand on `+11,405 %`; a ratio of 0.379 is 37.9 %. */
export function formatPercentDelta(ratio: number): string {
  const percent = Math.abs(ratio * 100);
  const text = percent < 1000 ? percent.toFixed(1) : formatCount(Math.round(percent));
  if (text === "0.0") return "0.0 %";
  return `${ratio > 0 ? "+" : MINUS}${text} %`;
}

/** `37.9 %`; what is there is at least `< 0.1 %`. */
export function formatPercent(ratio: number): string {
  if (ratio > 0 && ratio < 0.0005) return "< 0.1 %";
  return `${(ratio * 100).toFixed(1)} %`;
}

/** `▲`, `▼` or nothing: the arrow that goes before a delta. */
export function deltaArrow(value: number): "▲" | "▼" | "" {
  if (value === 0) return "";
  return value > 0 ? "▲" : "▼";
}

/**
 * `▼ −12.29 MB, −37.9 %`: a delta as plain text, its arrow and sign left out where it is written as nothing; never
 * coloured, for less is not always better. `write` gets its magnitude; a ratio of −0.379 is −37.9 %.
 */
export function formatDelta(
  by: number,
  ratio: number | undefined,
  write: (magnitude: number) => string,
): string {
  const text = write(Math.abs(by));
  const percent = ratio === undefined ? "" : `, ${formatPercentDelta(ratio)}`;
  if (Number.parseFloat(text) === 0) return `${text}${percent}`;
  return `${deltaArrow(by)} ${by > 0 ? "+" : MINUS}${text}${percent}`;
}

/** `4:53`, `1:02:03`. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

/** `154.1`: seconds with one decimal. */
export function formatSeconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

/** `0.8 ms`, `312 ms`, `5.0 s`: as precise as anybody measures it. */
export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${formatSeconds(ms)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString("en-US")} ms`;
}

/** `1,234 /s`, `8.5 /s`. */
export function formatRate(perSecond: number): string {
  return `${perSecond < 10 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond))} /s`;
}

/** `4f1c09ab72de`: the first 12 hex digits of a digest, without its algorithm. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, 12);
}

/** `22 Nov 2026`, in UTC. */
export function formatDate(iso: string): string {
  return new Date(iso).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** `22 Nov 2026 02:41` in UTC. */
export function formatDateTime(iso: string): string {
  return `${formatDate(iso)} ${new Date(iso).toISOString().slice(11, 16)}`;
}

/** `1,234`. */
export function formatCount(value: number): string {
  return value.toLocaleString("en-US");
}

/** Sentences one after the other, such as what is wrong and what to do about it; without those that nobody has said. */
export function joinSentences(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter(Boolean).join(" ");
}
