import type { Notice } from "./notice.ts";

/** The newest notice, where the box that shows them all could not be loaded. */
export function PlainNotices({ notices }: { notices: readonly Notice[] }) {
  const newest = notices.at(-1);
  if (!newest) return null;
  return (
    <p
      role="alert"
      className="fixed right-4 bottom-4 left-4 z-50 rounded-plate border border-rule-2 bg-raised px-3.5 py-2.5 text-body text-ink shadow-float [overflow-wrap:anywhere] sm:left-auto sm:w-[380px]"
    >
      {newest.text}
      {newest.detail ? <small className="block text-caption text-ink-3">{newest.detail}</small> : null}
    </p>
  );
}
