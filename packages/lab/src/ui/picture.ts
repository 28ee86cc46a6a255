// A figure as a file. An SVG outside the page has no style sheet, so what the page computed for each element is
// written onto it.

import { fit } from './format.ts';

const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
];

export type Heading = { title: string; source: string };

const MARGIN = 24;
const LINE = 26;

/** The text of an SVG file that looks as the figure does now, with its title above and its source below. */
export function svgText(svg: SVGSVGElement, { title, source }: Heading): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    copies[i].removeAttribute('class');
    copies[i].removeAttribute('style');
    if (original.namespaceURI !== svg.namespaceURI) return;
    for (const property of PROPERTIES) copies[i].setAttribute(property, style.getPropertyValue(property));
  });
  const { width, height, left, top } = svg.getBoundingClientRect();
  const [wide, high] = [width + 2 * MARGIN, height + 2 * (MARGIN + LINE)];
  const file = element('svg', { width: wide, height: high, viewBox: `0 0 ${wide} ${high}` });
  copy.setAttribute('x', String(MARGIN));
  copy.setAttribute('y', String(MARGIN + LINE));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const style = getComputedStyle(svg);
  const font = { fill: style.color, 'font-family': style.fontFamily };
  file.append(
    element('title', {}, title),
    element('rect', { width: '100%', height: '100%', fill: groundOf(svg) }),
    element('text', { ...font, x: MARGIN, y: MARGIN + 8, 'font-size': 18, 'font-weight': 650 }, fit(title, width, 18)),
    copy,
    element('text', { ...font, x: MARGIN, y: high - MARGIN + 4, 'font-size': 12 }, fit(source, width, 12)),
  );
  // What moves is drawn on a canvas over the figure.
  for (const canvas of svg.parentElement?.querySelectorAll('canvas') ?? []) {
    const box = canvas.getBoundingClientRect();
    const place = {
      x: MARGIN + box.left - left,
      y: MARGIN + LINE + box.top - top,
      width: box.width,
      height: box.height,
    };
    file.append(element('image', { ...place, href: canvas.toDataURL() }));
  }
  return new XMLSerializer().serializeToString(file);
}

const SVG = 'http://www.w3.org/2000/svg';

function element(name: string, attributes: Record<string, string | number>, text = ''): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, String(value));
  }
  made.textContent = text;
  return made;
}

/** The colour that the figure stands on. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== 'rgba(0, 0, 0, 0)' && colour !== 'transparent') return colour;
  }
  return 'white';
}

/** The picture of an SVG text in pixels, at twice its size. */
export async function pngOf(text: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))), 'image/png'),
  );
}

/** Hands a file to the reader. */
export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The download reads the address after this turn; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
