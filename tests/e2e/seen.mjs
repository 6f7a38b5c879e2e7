// Functions that run in the page and say what is wrong with what is seen there.

/** By how many pixels the page is wider than the window. */
export function sideways() {
  return Math.max(0, document.documentElement.scrollWidth - innerWidth);
}

/** Animations that run at the moment. */
export function animations() {
  const running = document.getAnimations().filter((animation) => animation.playState === "running");
  return running.map((animation) => `${animation.animationName ?? animation.transitionProperty} of ${animation.effect.target.className}`);
}

/** Buttons and fields that are smaller than they should be. The graph's own are as large as its zoom makes them. */
export function smallTargets(least) {
  const found = [...document.querySelectorAll("button, select, summary, [role='tab'], .check")].filter((element) => {
    const box = element.getBoundingClientRect();
    const hidden = box.width === 0 || element.closest(".cm-editor, .graph__window, [hidden], .sr");
    return !hidden && (box.height < least - 0.5 || box.width < Math.min(least, 24) - 0.5);
  });
  return found.map((element) => `${element.className} ${element.textContent.trim().slice(0, 20)}`);
}

/**
 * Texts that their boxes cut off: what does not fit in height, and what does not fit in width and does not say so by an
 * ellipsis. What is scrolled is not cut off, nor what is for screen readers alone.
 */
export function cutOff() {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const box = element.getBoundingClientRect();
    if (!own || box.width < 2 || box.height < 2 || element.closest(".sr, .cm-editor, svg, option, select, textarea")) continue;
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const high = ["hidden", "clip"].includes(overflowY) && element.scrollHeight > element.clientHeight + 1;
    const wide = ["hidden", "clip"].includes(overflowX) && textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1;
    // A line that stands out of a button or a chip is cut by nothing, and looks no better for it.
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    const around = element.closest("button, .chip, .badge, .cnt, .tab, td, th, .foot")?.getBoundingClientRect();
    const out = around && !["hidden", "clip"].includes(overflowX) && (text.bottom > around.bottom + 2 || text.top < around.top - 2 || text.right > around.right + 2);
    if (high || wide || out) found.push(`${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 30)}`);
  }
  return [...new Set(found)];
}
