"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { Button } from "./button.tsx";

/** A dialog with a title and a way out; `trigger` is the button that opens it. */
export function Dialog({
  trigger,
  title,
  description,
  open,
  onOpenChange,
  returnTo,
  children,
}: {
  trigger?: ReactNode;
  title: string;
  description?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Gets the focus back where there is no `trigger` to get it. */
  returnTo?: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={(event) => {
            if (!returnTo) return;
            event.preventDefault();
            returnTo.current?.focus();
          }}
          onInteractOutside={(event) => {
            if (isNotice(event.target)) event.preventDefault();
          }}
          className="fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-32px)] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-dialog border border-rule-2 bg-raised text-ink-2 shadow-float"
        >
          <header className="flex items-baseline justify-between gap-4 px-5 pt-[18px]">
            <Radix.Title className="text-ink text-section">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button look="quiet" size="small">
                Close
              </Button>
            </Radix.Close>
          </header>
          {description ? (
            <Radix.Description className="px-5 text-caption">{description}</Radix.Description>
          ) : null}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A refusal is said in a notice beside the dialog: to dismiss it is not to leave the dialog. */
function isNotice(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-sonner-toaster]") !== null;
}

/** A part of a dialog; a hairline stands between two. */
export function DialogPart({
  title,
  hint,
  children,
}: {
  title?: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <section className="border-rule px-5 py-4 [&+&]:border-t">
      {title ? <h3 className="font-semibold text-body text-ink">{title}</h3> : null}
      {hint ? <p className="mt-0.5 mb-2.5 text-caption">{hint}</p> : null}
      {children}
    </section>
  );
}

export function DialogFoot({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-rule border-t px-5 py-3">
      {note ? <small className="mr-auto text-axis text-ink-3">{note}</small> : null}
      {children}
    </footer>
  );
}

export const DialogClose = Radix.Close;
