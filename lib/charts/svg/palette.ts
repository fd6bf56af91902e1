/** The colours of app/globals.css for pictures that leave the page, where its variables do not reach. */
export const PALETTES = {
  light: {
    bg: "#ffffff",
    plate: "#f6f7f7",
    sunken: "#eceeef",
    rule: "#e2e5e6",
    "rule-2": "#c5cacd",
    "rule-3": "#7d868c",
    ink: "#13171a",
    "ink-2": "#3d464c",
    "ink-3": "#586269",
    accent: "#2f3fd0",
    hatch: "#aab2b6",
    scratch: "#187672",
    alpine: "#0c4474",
    "distroless-static": "#7d5db7",
    "base-nossl": "#bf8421",
    "distroless-cc": "#771a29",
    "debian-slim": "#a44a04",
    naive: "#8b8f96",
    "severity-critical": "#9b0f1d",
    "severity-high": "#cb382f",
    "severity-medium": "#eb9484",
    "severity-low": "#cdd3d6",
  },
  dark: {
    bg: "#101214",
    plate: "#15181b",
    sunken: "#1c2024",
    rule: "#262b2f",
    "rule-2": "#3d454b",
    "rule-3": "#7b858c",
    ink: "#eef1f2",
    "ink-2": "#bcc4c9",
    "ink-3": "#949ea5",
    accent: "#98a3ff",
    hatch: "#4b545a",
    scratch: "#7fcac4",
    alpine: "#3f86d6",
    "distroless-static": "#d3cbff",
    "base-nossl": "#f0bd4c",
    "distroless-cc": "#b34a5c",
    "debian-slim": "#d9802a",
    naive: "#848b97",
    "severity-critical": "#ff6f66",
    "severity-high": "#c8433b",
    "severity-medium": "#8f433d",
    "severity-low": "#414a50",
  },
} as const;

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export type Token = keyof (typeof PALETTES)["light"];

/** The colour on top of a variant's or a severity's solid fill. */
export function inkOn(token: Token, theme: Theme): string {
  const dark = "#0c0f11";
  if (token === "distroless-cc" || token === "severity-high") return "#ffffff";
  if (token === "base-nossl" || token === "naive") return dark;
  if (token === "severity-medium") return theme === "light" ? "#2a0905" : "#ffffff";
  if (token === "severity-low") return PALETTES[theme].ink;
  return theme === "light" ? "#ffffff" : dark;
}
