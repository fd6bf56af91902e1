/** The request header in which a page is told the nonce that its scripts must carry. */
export const NONCE_HEADER = "x-nonce";

/**
 * The Content-Security-Policy of one answer. A script runs only where it carries `nonce` (base64, new for every answer) or
 * was loaded by one that does, and nothing is loaded from elsewhere. Styles may be inline: React and Recharts set style
 * attributes, and toasts and dialogs put their rules into the page.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    // a chart becomes a PNG by way of a picture in memory
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
