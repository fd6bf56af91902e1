/** The request header in which a page is told the nonce that its scripts and styles must carry. */
export const NONCE_HEADER = "x-nonce";

/**
 * Of the rules for toasts, which sonner puts into the page in an element that carries no nonce; and of nothing, for the
 * element is there before its rules are.
 */
const TOAST_STYLES = [
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
];

/**
 * The Content-Security-Policy of one answer. A script runs only where it carries `nonce` (base64, new for every answer) or
 * was loaded by one that does, a style element counts only where it carries it or is known, and nothing is loaded from
 * elsewhere. Only attributes may hold styles of their own, for charts place their parts by them.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}' ${TOAST_STYLES.join(" ")}`,
    "style-src-attr 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
