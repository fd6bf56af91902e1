"use client";

import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button.tsx";

export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <Button
      look="quiet"
      size="small"
      title="Switch between light and dark"
      onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
    >
      Theme
      <span className="sr-only">: switch between light and dark</span>
    </Button>
  );
}
