import type { ComponentProps } from "react";

/**
 * A link to a page of ours: an anchor as any other, without work of its own when the page wakes up; FollowLinks turns the
 * page when it is pressed. `scroll={false}` where the page behind it is this one, shown another way.
 */
export function Link({ scroll = true, ...rest }: ComponentProps<"a"> & { href: string; scroll?: boolean }) {
  return <a data-link={scroll ? "page" : "view"} {...rest} />;
}
