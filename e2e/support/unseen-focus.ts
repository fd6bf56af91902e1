import type { Page } from "@playwright/test";

/**
 * What Tab comes to on a page without a ring that shows it: there is none, or what stands around it cuts off a side of
 * it. A label's ring counts for its input.
 */
export async function unseenFocus(page: Page): Promise<string[]> {
  // What a script focuses has a ring only where a key was pressed last.
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const CLIPS = /auto|scroll|hidden|clip/;
    const say = (element: Element) => {
      const words = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
      return `<${element.localName}> ${words.slice(0, 40)}`;
    };
    const findCut = (element: Element, reach: number): Element | undefined => {
      const box = element.getBoundingClientRect();
      for (let around = element.parentElement; around; around = around.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(around);
        const edge = around.getBoundingClientRect();
        const isCutX =
          CLIPS.test(overflowX) && (box.left - reach < edge.left || box.right + reach > edge.right);
        const isCutY =
          CLIPS.test(overflowY) && (box.top - reach < edge.top || box.bottom + reach > edge.bottom);
        if ((isCutX || isCutY) && around !== document.body && around !== document.documentElement)
          return around;
        if (position === "fixed") return undefined;
      }
      return undefined;
    };
    const reachable = document.querySelectorAll<HTMLElement>(
      "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']",
    );
    const problems: string[] = [];
    let reached = 0;
    for (const element of reachable) {
      if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      reached += 1;
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const ringed = [element, ...labels].find((each) => getComputedStyle(each).outlineStyle === "solid");
      if (!ringed) {
        problems.push(`${say(element)}: no ring`);
        continue;
      }
      const { outlineWidth, outlineOffset } = getComputedStyle(ringed);
      const cut = findCut(ringed, Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset) - 0.5);
      if (cut) problems.push(`${say(element)}: cut off by ${cut.localName}.${cut.className}`);
    }
    return reached > 0 ? problems : ["nothing can be reached"];
  });
}
