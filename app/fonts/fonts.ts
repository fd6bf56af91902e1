import localFont from "next/font/local";

export const sans = localFont({
  src: "./geist-sans.woff2",
  variable: "--font-geist-sans",
  weight: "400 600",
  // Ours is in fallback.css: Next's knows Arial alone, which Linux has not.
  adjustFontFallback: false,
});

/** Most pages have little or nothing in it: a page that has asks for it. */
export const mono = localFont({
  src: "./geist-mono.woff2",
  variable: "--font-geist-mono",
  weight: "400 600",
  preload: false,
  adjustFontFallback: false,
});
