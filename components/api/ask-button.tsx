"use client";

import { Button, type ButtonProps } from "@/components/ui/button.tsx";
import { tellApi } from "./call-api.ts";
import { useAsk } from "./use-ask.ts";

type Props = Pick<ButtonProps, "look" | "aria-label"> & {
  path: string;
  method?: "POST" | "PATCH" | "DELETE";
  body?: object;
  children: string;
  /** The button's words while it is asked, where that may take a while. */
  doing?: string;
};

/** One call of the API behind a small button; the page is drawn again when it is answered. */
export function AskButton({ path, method = "POST", body, children, doing = children, ...looks }: Props) {
  const { isAsking, ask } = useAsk();
  return (
    <Button
      size="small"
      look="quiet"
      {...looks}
      disabled={isAsking}
      onClick={() => ask(() => tellApi(path, { method, body }))}
    >
      {isAsking ? doing : children}
    </Button>
  );
}
