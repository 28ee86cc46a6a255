// How smooth the lab is, from the site that `bridle lab` serves, in the system's Chromium: for each stop how soon after
// the navigation its first slider can be used, and the intervals between animation frames while that slider is dragged
// and while 500 particles play, as they are and with the processor slowed down four times.
//
//   node scripts/setup.mjs --lab && node bench/lab-frames.mjs [stop …]
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';

const STOPS = ['energy', 'timeline', 'definition', 'share', 'overflow', 'training', 'digits', 'calibration', 'word'];
const SLOWED = [1, 4];
const SECONDS = 2.5;
const MOVES = 120; // a second, as a mouse or a pen reports
const SLIDER = 'article input[type=range]:not(:disabled)';
const OTHER = 'article fieldset:not(:disabled) input[type=radio]';

/** Runs `bridle lab` and resolves to its address and a function that ends it. */
async function served() {
  const command = fileURLToPath(new URL('../packages/cli/bin/bridle.js', import.meta.url));
  const lab = spawn(process.execPath, [command, 'lab', '--no-open'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((found, failed) => {
    lab.stdout.once('data', (text) => found(String(text).trim()));
    lab.once('exit', (code) => failed(new Error(`bridle lab ended with ${code}`)));
  });
  return { address, end: () => lab.kill('SIGINT') };
}

/** When a control of the stop was first there after a frame was drawn with it, in ms from the navigation. */
function watchFirstControl([slider, other]) {
  const look = () => {
    if (document.querySelector(slider) ?? document.querySelector(other)) {
      requestAnimationFrame(() => {
        window.firstControl = performance.now();
      });
    } else requestAnimationFrame(look);
  };
  look();
}

function recordFrames() {
  window.frames_ = [];
  const frame = (time) => {
    window.frames_.push(time);
    window.recording = requestAnimationFrame(frame);
  };
  window.recording = requestAnimationFrame(frame);
}

function recordedFrames() {
  cancelAnimationFrame(window.recording);
  return window.frames_;
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];

/** The intervals of frames, in ms: median, 95th percentile and longest. */
function intervals(times) {
  const each = times
    .slice(1)
    .map((time, i) => time - times[i])
    .sort((a, b) => a - b);
  return { p50: at(each, 0.5), p95: at(each, 0.95), most: each[each.length - 1] };
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function opened(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  await page.addInitScript(watchFirstControl, [SLIDER, OTHER]);
  await page.goto(address);
  await page.waitForFunction(() => window.firstControl !== undefined);
  const usable = await page.evaluate(() => window.firstControl);
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
  const session = await page.context().newCDPSession(page);
  return { page, usable, slow: (rate) => session.send('Emulation.setCPUThrottlingRate', { rate }) };
}

/** Drags a slider to and fro over its whole length with the mouse. */
async function drag(page, slider) {
  const { x, y, width, height } = await slider.boundingBox();
  const thumb = await slider.evaluate((input) => (input.value - input.min) / (input.max - input.min));
  const place = (part) => [x + 8 + part * (width - 16), y + height / 2];
  await page.mouse.move(...place(thumb));
  await page.mouse.down();
  await page.evaluate(recordFrames);
  const start = performance.now();
  for (let i = 0; performance.now() - start < SECONDS * 1000; i += 1) {
    await page.mouse.move(...place(0.5 + 0.48 * Math.sin((i / MOVES) * 2)));
    await pause(Math.max(0, start + ((i + 1) * 1000) / MOVES - performance.now()));
  }
  const frames = await page.evaluate(recordedFrames);
  await page.mouse.up();
  return intervals(frames);
}

async function play(page) {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.evaluate(recordFrames);
  await pause(SECONDS * 1000);
  const frames = await page.evaluate(recordedFrames);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  return intervals(frames);
}

const ms = (x, places = 1) => x.toFixed(places).padStart(6);
const row = (rate, { p50, p95, most }) => `x${rate} ${ms(p50)} ${ms(p95)} ${ms(most)}`;

const chosen = process.argv.slice(2);
const unknown = chosen.find((stop) => !STOPS.includes(stop));
if (unknown) {
  console.error(`bench: no stop is called ${unknown}; the stops are ${STOPS.join(', ')}.`);
  process.exit(2);
}
const { address, end } = await served();
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  console.log('stop: the first control in ms; then for each speed of the processor p50, p95 and longest frame in ms');
  for (const stop of chosen.length > 0 ? chosen : STOPS) {
    const { page, usable, slow } = await opened(browser, `${address}?stop=${stop}&lang=en&ask=0`);
    const slider = page.locator(SLIDER).first();
    const there = (await slider.count()) > 0;
    if (there) await slider.scrollIntoViewIfNeeded();
    const drags = [];
    for (const rate of there ? SLOWED : []) {
      await slow(rate);
      drags.push(row(rate, await drag(page, slider)));
    }
    console.log(`${stop.padEnd(12)} ${ms(usable, 0)}   ${there ? drags.join('   ') : 'no slider'}`);
    await page.context().close();
  }
  if (chosen.length === 0 || chosen.includes('energy')) {
    const { page, slow } = await opened(
      browser,
      `${address}?stop=energy&lang=en&ask=0&particles=500&sweeps=0&figure=follow`,
    );
    const plays = [];
    for (const rate of SLOWED) {
      await slow(rate);
      plays.push(row(rate, await play(page)));
    }
    console.log(`500 particles         ${plays.join('   ')}`);
  }
} finally {
  await browser.close();
  end();
}
