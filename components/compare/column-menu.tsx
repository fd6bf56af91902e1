"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button.tsx";
import { Caret } from "@/components/ui/caret.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";

/** Where a step is not possible it has no address. */
export type ColumnStep = { label: string; href: string | undefined };

/** A column's menu; each step is another address, so that the view can be shared as it is. */
export function ColumnMenu({ name, steps }: { name: string; steps: readonly ColumnStep[] }) {
  return (
    <Menu
      trigger={
        <Button look="quiet" size="small" aria-label={`Column ${name}`}>
          <Caret />
        </Button>
      }
    >
      {steps.map(({ label, href }) =>
        href === undefined ? (
          <MenuItem key={label} disabled>
            {label}
          </MenuItem>
        ) : (
          <MenuItem key={label} asChild>
            <Link href={href} scroll={false}>
              {label}
            </Link>
          </MenuItem>
        ),
      )}
    </Menu>
  );
}
