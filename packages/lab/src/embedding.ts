// What to write into a page of one's own to have a stop there: a frame, or an element.

/** `base` is the address of the lab's folder. */
export function embedding(base: string): string {
  return `<iframe src="${base}?embed=1&stop=share&lock=temperature" width="100%" height="900"></iframe>

<script src="${base}elements.js"></script>
<bridle-share scores="1,1,3" lock="temperature"></bridle-share>`;
}
