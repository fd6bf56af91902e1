"use client";

import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names.ts";
import { Link } from "@/components/ui/link.tsx";

const PLACES = [
  { href: "/", label: "Home", also: [] },
  { href: "/compare", label: "Compare", also: ["/c/", "/snapshots", "/images/", "/findings"] },
  { href: "/runs", label: "Runs", also: [] },
  { href: "/ladder", label: "Ladder", also: [] },
  { href: "/trends", label: "Trends", also: [] },
  { href: "/services", label: "Services", also: [] },
  { href: "/status", label: "Status", also: [] },
];

function isHere(place: (typeof PLACES)[number], path: string): boolean {
  if (place.href === "/") return path === "/";
  return (
    path === place.href ||
    path.startsWith(`${place.href}/`) ||
    place.also.some((start) => path.startsWith(start))
  );
}

export function Nav() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="no-scrollbar order-last -mx-4 mt-1 flex h-10 w-[calc(100%+32px)] gap-0.5 overflow-x-auto px-1.5 md:order-none md:mx-0 md:mt-0 md:h-full md:w-auto md:px-0"
    >
      {PLACES.map((place) => {
        const here = isHere(place, path);
        return (
          <Link
            key={place.href}
            href={place.href}
            aria-current={here ? "page" : undefined}
            className={classNames(
              "relative flex items-center whitespace-nowrap px-2.5 no-underline transition-colors duration-[120ms] -outline-offset-2 hover:text-ink",
              here
                ? "font-medium text-ink after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:bg-ink md:after:-bottom-px"
                : "text-ink-2",
            )}
          >
            {place.label}
          </Link>
        );
      })}
    </nav>
  );
}
