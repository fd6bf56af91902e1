import { type NoteBlock, type NoteInline, parseNote } from "./note.ts";

function Inline({ part }: { part: NoteInline }) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "strong":
      return <strong>{part.text}</strong>;
    case "em":
      return <em>{part.text}</em>;
    case "code":
      return <code className="rounded-tag border border-rule bg-plate px-1">{part.text}</code>;
    case "link":
      return (
        <a href={part.href} rel="noreferrer nofollow">
          {part.text}
        </a>
      );
  }
}

/** Parts and lines of a note that never changes: their place is their name. */
function Line({ parts }: { parts: readonly NoteInline[] }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
    <Inline key={index} part={part} />
  ));
}

function Block({ kind, lines }: NoteBlock) {
  if (kind === "list") {
    return (
      <ul dir="auto" className="list-disc ps-5">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <li key={index}>
            <Line parts={line} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <p dir="auto" className={kind === "heading" ? "font-semibold" : undefined}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
        <span key={index}>
          {index > 0 ? <br /> : null}
          <Line parts={line} />
        </span>
      ))}
    </p>
  );
}

/** What was decided, as it was written; text stays text. */
export function DecisionNote({ note }: { note: string }) {
  const blocks = parseNote(note);
  if (blocks.length === 0) return null;
  return (
    <div className="grid max-w-[72ch] gap-2 border-ink border-l-2 [overflow-wrap:anywhere] py-0.5 pl-5 text-ink text-note">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
        <Block key={index} {...block} />
      ))}
      <small className="text-caption text-ink-3">Decision note, written when this was frozen</small>
    </div>
  );
}
