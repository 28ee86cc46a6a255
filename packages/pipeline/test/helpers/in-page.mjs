// Functions that run in a page, which knows the DOM; the tests around them do not.

/** How much wider than its window a page is. */
export function sideways() {
  return document.documentElement.scrollWidth - innerWidth;
}

/** Words of headings that stand on more than one line. */
export function brokenWords(headings) {
  return headings.flatMap((heading) => {
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    const broken = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const match of node.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(match[0]);
      }
    }
    return broken;
  });
}

/** The beginnings of elements that end beyond the right border. */
export function clipped(elements) {
  return elements
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 80));
}

export function unfold(details) {
  for (const one of details) one.setAttribute('open', '');
}

export function fold(details) {
  for (const one of details) one.removeAttribute('open');
}

export function heights(elements) {
  return elements.map((one) => one.clientHeight);
}

/** Text and background of the page. */
export function colours() {
  const { color, backgroundColor } = getComputedStyle(document.body);
  return [color, backgroundColor];
}
