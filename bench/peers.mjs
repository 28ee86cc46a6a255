// Opens the peers by the names of --only, Bridle first. A peer that cannot be had stays in the tables with its reason.
import { openBridle } from './peers/bridle.mjs';
import { openJax } from './peers/jax.mjs';
import { openOrtNode, openOrtWeb } from './peers/onnxruntime.mjs';
import { openPlain } from './peers/plain.mjs';
import { openPython } from './peers/python.mjs';
import { openTfjs } from './peers/tfjs.mjs';
import { reasonOf } from './turns.mjs';
import { bridleVersion } from './versions.mjs';

const NPM = {
  tfjs: ['tfjs-wasm', openTfjs],
  'ort-web': ['onnxruntime-web', openOrtWeb],
  'ort-node': ['onnxruntime-node', openOrtNode],
  jax: ['jax-js', openJax],
};
const PYTHON = { scipy: 'SciPy', torch: 'PyTorch' };

/** `installed` says of npm's peers why they are missing, or null, and of Python's { interpreter } or { reason }. */
export async function openPeers(names, library, threads, installed) {
  const peers = [await openBridle(library, threads, bridleVersion())];
  if (names.includes('plain')) peers.push(await openPlain());
  for (const key of names.filter((name) => Object.hasOwn(NPM, name))) {
    const [name, open] = NPM[key];
    peers.push(
      installed.npm ? missing(name, installed.npm) : await open().catch((error) => missing(name, reasonOf(error))),
    );
  }
  const ofPython = names.filter((name) => Object.hasOwn(PYTHON, name)).map((name) => PYTHON[name]);
  if (ofPython.length > 0) peers.push(...(await pythonPeers(ofPython, installed.python)));
  return peers;
}

async function pythonPeers(names, { interpreter, reason }) {
  if (reason) return names.map((name) => missing(name, reason));
  try {
    return (await openPython(interpreter)).filter(({ name }) => names.includes(name));
  } catch (error) {
    return names.map((name) => missing(name, reasonOf(error)));
  }
}

function missing(name, reason) {
  const open = () => {
    throw new Error(reason);
  };
  return { name, version: 'missing', variants: [{ variant: 'own array', threads: 1, open }], close() {} };
}

/** Every variant of every peer with an open task, or with the reason why there is none. */
export async function* openEach(peers, request) {
  for (const { name, version, variants } of peers) {
    for (const { variant, threads, open } of variants) {
      const cell = { peer: name, version, variant, threads };
      let task;
      try {
        task = await open(request);
      } catch (error) {
        yield { ...cell, reason: reasonOf(error) };
        continue;
      }
      yield { ...cell, task };
    }
  }
}
