// How fast softmax is on a GPU, as a share of what a copy on the same GPU reaches: both read and write every byte once,
// so 100 % is the limit of its memory. Runs in Node with the package `webgpu` (npm install --no-save webgpu) after
// npm run build. Rounds are interleaved; the table gives minima and, behind the slash, medians.
//   node bench/gpu.mjs [--quick] [--shapes 1024x1000,4096x4096]

import { openGpu } from '../packages/bridle/dist/gpu/index.js';

const SHAPES = '1x10,1x1000,1024x1000,64x32000,8x151936,1x16777216,1048576x10,4096x4096';
const [STORAGE, COPY_SRC, COPY_DST] = [128, 4, 8];

const words = process.argv.slice(2);
const quick = words.includes('--quick');
const at = words.indexOf('--shapes');
const shapes = (at < 0 ? SHAPES : (words[at + 1] ?? '')).split(',').map((text) => text.split('x').map(Number));
if (!shapes.every((shape) => shape.length === 2 && shape.every((n) => Number.isInteger(n) && n > 0))) {
  console.error('bench/gpu.mjs: expected shapes such as 1024x1000,4096x4096');
  process.exit(2);
}
/** Rounds of each measurement; how long a turn lasts at least, in milliseconds; calls in flight at once. */
const [ROUNDS, TURN, FLIGHT] = quick ? [3, 5, 2] : [9, 40, 20];

const { create } = await import('webgpu').catch(() => {
  console.error('bench/gpu.mjs: the package webgpu is not installed; npm install --no-save webgpu');
  process.exit(2);
});
const entry = create([]);
const adapter = await entry.requestAdapter({ powerPreference: 'high-performance' });
if (!adapter) {
  console.error('bench/gpu.mjs: no adapter found; on Linux, is a Vulkan driver installed?');
  process.exit(2);
}
const gpu = await openGpu({ adapter });
const { device } = gpu;
const { vendor, architecture, device: model, description } = gpu.adapter;
console.log(`adapter: ${[vendor, architecture, model, description].filter(Boolean).join(', ')}`);
console.log(`Node ${process.versions.node}, ${process.platform} ${process.arch}\n`);

const columns = ['copy GB/s', 'softmax', 'logSoftmax', 'logSumExp', 'loss+gradient', 'softmax f16', 'one call, µs'];
console.log(['rows×cols'.padEnd(12), ...columns.map((name) => name.padStart(16))].join(''));
for (const [rows, cols] of shapes) console.log([`${rows}×${cols}`.padEnd(12), ...(await measure(rows, cols))].join(''));
gpu.close();

async function measure(rows, cols) {
  const size = rows * cols;
  const dims = [rows, cols];
  const make = (bytes) => device.createBuffer({ size: Math.max(bytes, 4), usage: STORAGE | COPY_SRC | COPY_DST });
  const [x, out, half, halfOut] = [make(4 * size), make(4 * size), make(2 * size + 2), make(2 * size + 2)];
  const classes = make(4 * rows);
  fill(x, size);
  fillHalves(half, size);
  const single = (buffer) => ({ buffer, dims, type: 'float32' });
  const halves = (buffer) => ({ buffer, dims, type: 'float16' });
  const sums = { buffer: make(4 * rows), dims: [rows], type: 'float32' };
  const targets = { buffer: classes, dims: [rows], type: 'int32' };
  const jobs = {
    copy: () => {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(x, 0, out, 0, 4 * size);
      device.queue.submit([encoder.finish()]);
    },
    softmax: () => gpu.softmax(single(x), { out: single(out) }),
    logSoftmax: () => gpu.logSoftmax(single(x), { out: single(out) }),
    logSumExp: () => gpu.logSumExp(single(x), { out: sums }),
    gradient: async () => {
      const { loss } = await gpu.crossEntropyGradient(single(x), targets, { out: single(out), reduction: 'none' });
      loss.buffer.destroy();
    },
    half: () => gpu.softmax(halves(half), { out: halves(halfOut) }),
  };
  const times = await interleaved(jobs);
  const latency = await interleaved({ call: jobs.softmax }, 1);
  for (const buffer of [x, out, half, halfOut, classes, sums.buffer]) buffer.destroy();
  const share = (name, work) =>
    `${percent((work * times.copy.min) / times[name].min)} / ${percent((work * times.copy.median) / times[name].median)}`;
  return [
    `${gigabytes(8 * size, times.copy.min)} / ${gigabytes(8 * size, times.copy.median)}`,
    share('softmax', 1),
    share('logSoftmax', 1),
    share('logSumExp', 0.5), // reads every byte and writes next to none
    share('gradient', 1),
    share('half', 0.5), // half the bytes
    `${(latency.call.min * 1e3).toFixed(0)} / ${(latency.call.median * 1e3).toFixed(0)}`,
  ].map((cell) => cell.padStart(16));
}

/** Minimum and median milliseconds of one call of each job; each turn keeps `flight` calls in flight. */
async function interleaved(jobs, flight = FLIGHT) {
  const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, job] of Object.entries(jobs)) {
      let calls = 0;
      let elapsed = 0;
      const start = performance.now();
      do {
        await Promise.all(Array.from({ length: flight }, job));
        await device.queue.onSubmittedWorkDone();
        calls += flight;
        elapsed = performance.now() - start;
      } while (elapsed < TURN);
      if (round >= 0) times[name].push(elapsed / calls); // the first round compiles
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, list]) => {
      const sorted = list.sort((a, b) => a - b);
      return [name, { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)] }];
    }),
  );
}

/** Scores from −8 to 8, spread by a multiplicative sequence: no generator is needed, and every run has the same. */
function fill(buffer, size) {
  const part = new Float32Array(Math.min(size, 2 ** 20));
  for (let i = 0; i < part.length; i += 1) part[i] = ((i * 0.6180339887) % 1) * 16 - 8;
  for (let start = 0; start < size; start += part.length) {
    device.queue.writeBuffer(buffer, 4 * start, part.subarray(0, Math.min(part.length, size - start)));
  }
}

/** Half floats from −8 to 8 by their bits: sign, an exponent from 2⁻³ to 2², and some digits. */
function fillHalves(buffer, size) {
  const part = Uint16Array.from({ length: Math.min(size + (size % 2), 2 ** 20) }, (_, i) => {
    const spread = Math.floor(((i * 0.6180339887) % 1) * 65536);
    return (spread & 0x83ff) | ((12 + ((spread >> 10) % 6)) << 10);
  });
  const total = size + (size % 2);
  for (let start = 0; start < total; start += part.length) {
    device.queue.writeBuffer(buffer, 2 * start, part.subarray(0, Math.min(part.length, total - start)));
  }
}

function percent(part) {
  return `${(100 * part).toFixed(0)} %`;
}

function gigabytes(bytes, milliseconds) {
  return (bytes / milliseconds / 1e6).toFixed(1);
}
