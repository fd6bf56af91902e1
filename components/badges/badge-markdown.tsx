"use client";

import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Input } from "@/components/ui/field.tsx";

/** A badge as it is now, and the Markdown that shows it elsewhere. `image` and `link` are paths here. */
export function BadgeMarkdown({ name, image, link }: { name: string; image: string; link: string }) {
  const [origin, setOrigin] = useState("http://127.0.0.1:3000");
  useEffect(() => setOrigin(window.location.origin), []);
  const markdown = `[![${name}](${origin}${image})](${origin}${link})`;
  return (
    <div className="grid gap-2">
      {/* biome-ignore lint/performance/noImgElement: an SVG of ours in its own size has nothing to be optimised. */}
      <img
        src={image}
        alt={name}
        height={20}
        loading="lazy"
        className="h-5 max-w-full object-contain object-left"
      />
      <div className="flex gap-2">
        <Input
          readOnly
          value={markdown}
          aria-label={`Markdown of the badge: ${name}`}
          className="mono min-w-0"
        />
        <CopyButton text={markdown} said="Markdown copied" aria-label={`Copy Markdown of the badge: ${name}`}>
          Copy Markdown
        </CopyButton>
      </div>
    </div>
  );
}
