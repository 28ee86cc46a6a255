// Starting threads: Node's worker_threads, or the Web Workers of a browser.

/** What a worker is told as it starts: see worker.js. */
export type Start = { memory: object; modules: object[]; control: number; scratch: number };

export type Thread = {
  /** Resolves once the thread takes tasks; rejects if it cannot. */
  ready: Promise<void>;
  isAlive: () => boolean;
  /** Resolves when it is gone. */
  end: () => Promise<unknown>;
};

type Listener = (event: never) => void;
type NodeWorker = {
  on: (event: string, listener: Listener) => void;
  unref: () => void;
  terminate: () => Promise<unknown>;
};
type WebWorker = {
  addEventListener: (event: string, listener: Listener) => void;
  postMessage: (data: Start) => void;
  terminate: () => void;
};
type NodeModules = {
  'node:worker_threads': { Worker: new (url: object, options: object) => NodeWorker };
  'node:os': { availableParallelism: () => number };
};

type Meta = ImportMeta & { url: string };
declare const URL: new (path: string, base: string) => object;
declare const Worker: new (url: object, options: { type: 'module' }) => WebWorker;

const host = globalThis as unknown as {
  process?: { getBuiltinModule?: <Name extends keyof NodeModules>(name: Name) => NodeModules[Name] | undefined };
  navigator?: { hardwareConcurrency?: number };
  crossOriginIsolated?: boolean;
  SharedArrayBuffer?: unknown;
  Worker?: unknown;
};

/** How many threads run at a time here. */
export function processors(): number {
  return (
    host.process?.getBuiltinModule?.('node:os')?.availableParallelism() ?? host.navigator?.hardwareConcurrency ?? 1
  );
}

/** What starts a thread here; null where there are none, or none that could share memory. */
export function starter(): ((start: Start) => Thread) | null {
  if (!host.SharedArrayBuffer) return null;
  const node = host.process?.getBuiltinModule?.('node:worker_threads');
  if (node)
    return (start) => startInNode(new node.Worker(new URL('./worker.js', (import.meta as Meta).url), options(start)));
  return host.Worker && host.crossOriginIsolated ? startInBrowser : null;
}

/** Flags of the process that load code are not for this worker. */
function options(workerData: Start): object {
  return { workerData, execArgv: [], name: 'bridle' };
}

function startInNode(worker: NodeWorker): Thread {
  let alive = true;
  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', () => resolve());
    worker.on('error', reject);
    worker.on('exit', () => {
      alive = false;
      reject(new Error('the thread ended'));
    });
  });
  // Until then the process waits for it; after, it keeps no process alive.
  ready.then(() => worker.unref()).catch(() => {});
  return { ready, isAlive: () => alive, end: () => worker.terminate() };
}

function startInBrowser(start: Start): Thread {
  let alive = true;
  const worker = new Worker(new URL('./worker.js', (import.meta as Meta).url), { type: 'module' });
  const ready = new Promise<void>((resolve, reject) => {
    const fail = () => {
      alive = false;
      reject(new Error('the worker failed'));
    };
    worker.addEventListener('message', () => resolve());
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
  });
  worker.postMessage(start);
  const end = async () => {
    alive = false;
    worker.terminate();
  };
  return { ready, isAlive: () => alive, end };
}
