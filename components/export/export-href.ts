/** What can be had of a comparison: `base` is the API's address with the view's query, without a format. */
export function exportHref(base: string, params: Record<string, string>): string {
  const text = new URLSearchParams(params).toString();
  return `${base}${base.includes("?") ? "&" : "?"}${text}`;
}
