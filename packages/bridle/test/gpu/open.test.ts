/// <reference types="@webgpu/types" />
// Opening a GPU where there is one and where there is none; all the shaders; the examples; the typings of others.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GpuAdapter, GpuTensor } from 'bridle/gpu';
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { openGpu } from '../../src/gpu/open.ts';
import { type Operation, results } from '../../src/gpu/shaders/results.wgsl.ts';
import { rowShader } from '../../src/gpu/shaders/rows.wgsl.ts';
import { topKShader } from '../../src/gpu/shaders/top-k.wgsl.ts';
import { asModule, type Shown } from '../helpers/examples.ts';
import { type GpuPage, openPage } from './browser.ts';
import type { Here } from './globals.ts';

let browser: GpuPage;
beforeAll(async () => {
  browser = await openPage();
});
afterAll(() => browser.close());

describe('where there is no GPU', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('a browser without an adapter says so, and that bridle works without', async () => {
    const without = await openPage({ withGpu: false });
    const sentence = await without.page.evaluate(() => {
      const { openGpu, page } = globalThis as unknown as Here;
      return page.outcome(openGpu());
    });
    await without.close();
    expect(sentence).toBe(
      'Error: openGpu: WebGPU found no adapter here; check the graphics driver, or use bridle without a GPU',
    );
  });

  test('an engine without WebGPU says what to install', async () => {
    vi.stubGlobal('document', {});
    await expect(openGpu()).rejects.toThrow(
      'openGpu: there is no WebGPU here; use a browser that has it, or in Node install the package webgpu',
    );
  });

  test('a page that is not secure says that browsers hide WebGPU from it', async () => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('isSecureContext', false);
    await expect(openGpu()).rejects.toThrow(/not in a secure context.*serve it over https or from localhost/);
  });
});

test('a GPU of their own is opened by a device or by an adapter that the caller has', async () => {
  const same = await browser.page.evaluate(async () => {
    const { openGpu } = globalThis as unknown as Here;
    const scope = globalThis as unknown as { navigator: { gpu: { requestAdapter: () => Promise<GpuAdapter> } } };
    const adapter = await scope.navigator.gpu.requestAdapter();
    const first = await openGpu({ adapter });
    const second = await openGpu({ device: first.device });
    second.close();
    const works = await first.softmax([0, 0]);
    const largest = first.device.limits.maxBufferSize;
    first.close();
    return { isSame: second.device === first.device, works, vendor: second.adapter.vendor, largest };
  });
  expect(same).toMatchObject({ isSame: true, works: [0.5, 0.5], vendor: 'google' });
  expect(same.largest).toBeGreaterThan(2 ** 28); // what WebGPU gives to who asks for nothing
});

/** What WebGPU's own typings call a device, an adapter and a buffer fits, and comes back as what it is. */
async function typed(device: GPUDevice, adapter: GPUAdapter, x: GpuTensor<GPUBuffer>): Promise<GPUBuffer[]> {
  const gpu = await openGpu({ device, adapter });
  const { values, indices } = await gpu.topK(x, 1);
  return [(await gpu.softmax(x)).buffer, values.buffer, indices.buffer];
}
expectTypeOf(typed).toBeFunction();

test('every shader is valid for the browser, and says nothing that needs a feature', async () => {
  const shaders: string[] = [];
  for (const storage of ['float32', 'float16'] as const) {
    for (const maskBits of [0, 8, 32] as const) {
      for (const stage of ['whole', 'part', 'merge'] as const) shaders.push(topKShader({ stage, storage, maskBits }));
      for (const operation of Object.keys(results) as Operation[]) {
        for (const stage of ['whole', 'part', 'merge', 'map'] as const) {
          for (const sideBySide of [false, true]) {
            if (stage === 'map' && results[operation].mapped === undefined) continue;
            shaders.push(rowShader({ stage, operation, storage, maskBits, each: 4, sideBySide }));
          }
        }
      }
    }
  }
  const messages = await browser.page.evaluate(async (shaders) => {
    const gpu = await (globalThis as unknown as Here).openGpu();
    type Module = { getCompilationInfo: () => Promise<{ messages: { type: string; message: string }[] }> };
    const infos = shaders.map((code) => (gpu.device.createShaderModule({ code }) as Module).getCompilationInfo());
    const all = (await Promise.all(infos)).flatMap((info) => info.messages.map((one) => `${one.type}: ${one.message}`));
    gpu.close();
    return all;
  }, shaders);
  expect(new Set(shaders).size).toBe(144);
  expect(messages).toEqual([]);
  expect(
    shaders.filter((code) => /\b(?:exp2?|log2?|pow|fma)\(|^(?:enable|requires)\b/m.test(withoutComments(code))),
  ).toEqual([]);
});

const withoutComments = (code: string) => code.replace(/\/\/.*$/gm, '');

describe('the example', () => {
  const source = fileURLToPath(new URL('../../src/gpu/', import.meta.url));
  const page = fileURLToPath(new URL('../../../../docs/gpu.md', import.meta.url));
  const blocks = (text: string) => [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
  const documented = readdirSync(source)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const docstrings = readFileSync(`${source}${file}`, 'utf8').replace(/^\s*\* ?/gm, '');
      return blocks(docstrings).map((code) => ({ where: file, code }));
    });
  const examples = [
    ...documented,
    ...blocks(readFileSync(page, 'utf8')).map((code) => ({ where: 'docs/gpu.md', code })),
  ];

  test.each(examples.map((example, number) => ({ ...example, number })))(
    'in $where, number $number, gives what it says',
    async ({ code, number }) => {
      browser.serve(`/example-${number}.ts`, asModule(code));
      const shown = (await browser.page.evaluate(
        (path) => (globalThis as unknown as Here).page.shownBy(path),
        `/example-${number}.ts`,
      )) as Shown[];
      expect(shown.length, 'lines with an arrow').toBeGreaterThan(0);
      expect(shown.length).toBe(code.match(/\/\/ →/g)?.length);
      for (const { line, got, want } of shown) expect(got, line).toEqual(want);
    },
  );

  test('is there for each thing that an open GPU does', () => {
    const names = [
      'openGpu',
      'softmax',
      'logSoftmax',
      'logSumExp',
      'crossEntropy',
      'crossEntropyGradient',
      'topK',
      'close',
    ];
    expect(names.filter((name) => !documented.some(({ code }) => code.includes(`${name}(`)))).toEqual([]);
  });
});
