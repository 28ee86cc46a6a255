// A Spark server with Spark Connect and MLlib for tests: its jars come from Maven Central once, into the user's cache, by
// version; a server needs them and Java 17, and no Python.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export const SPARK = '4.2.0';
const SCALA = '2.13';
const ARTIFACTS = ['spark-sql', 'spark-connect', 'spark-mllib'];
const TRIES = 3;

/** Packages of java.base that Spark opens on Java 17, as its own launcher does. */
const OPENED = 'lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic'
  .split(' ')
  .map((name) => `java.base/java.${name}`)
  .concat(
    'jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar'
      .split(' ')
      .map((n) => `java.base/${n}`),
  );

/** The folder of the jars: of the variable BRIDLE_SPARK, or in the cache. */
export function sparkJars(env = process.env) {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return env.BRIDLE_SPARK || join(cache, 'bridle', `spark-${SPARK}`);
}

/** The path of a program, or undefined. */
export function findProgram(name, env = process.env) {
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** Whether a server can be started here. */
export function hasSpark(env = process.env) {
  return findProgram('java', env) !== undefined && hasJars(sparkJars(env));
}

/** Fetches the jars by Maven where they are missing; whether they are there. */
export function fetchSpark() {
  try {
    return hasJars(sparkJars()) || fetchInto(sparkJars());
  } catch (error) {
    console.error(`bridle: the jars of Spark cannot be kept: ${error.message}`);
    return false;
  }
}

function fetchInto(folder) {
  if (!findProgram('mvn')) return false;
  console.error(`bridle: fetching the jars of Spark ${SPARK} by Maven into ${folder} (262 MB) …`);
  const staging = `${folder}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  writeFileSync(join(staging, 'pom.xml'), project());
  const args = ['-B', '-q', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=jars'];
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { status } = spawnSync('mvn', args, { cwd: staging, stdio: ['ignore', 2, 2] });
    if (status === 0) {
      // The folder has its name only when it is whole.
      rmSync(folder, { recursive: true, force: true });
      renameSync(staging, folder);
      return true;
    }
    if (tries < TRIES) console.error(`bridle: Maven failed, try ${tries + 1} of ${TRIES} …`);
  }
  rmSync(staging, { recursive: true, force: true });
  return false;
}

/** A server on a free port of 127.0.0.1 that accepts calls; null where none starts. */
export async function openSpark({ heap, threads, conf } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bridle-spark-'));
  const port = await freePort();
  const server = startSpark({ port, folder, heap, threads, conf });
  const ended = once(server, 'exit');
  const stop = async (signal) => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill(signal);
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 600 && server.exitCode === null; tries += 1) {
    if (await listens(port)) {
      return {
        address: `127.0.0.1:${port}`,
        pid: server.pid,
        close: () => stop('SIGTERM'),
        kill: () => stop('SIGKILL'),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  console.error('bridle: the Spark server did not start');
  await stop('SIGKILL');
  return null;
}

/** Starts a server that keeps everything in `folder`; the process. */
function startSpark({ port, folder, heap = '1g', threads = 2, conf = {} }) {
  const settings = {
    'spark.driver.host': '127.0.0.1',
    'spark.driver.bindAddress': '127.0.0.1',
    'spark.connect.grpc.binding.address': '127.0.0.1',
    'spark.connect.grpc.binding.port': String(port),
    'spark.ui.enabled': 'false',
    'spark.local.dir': join(folder, 'local'),
    'spark.sql.warehouse.dir': join(folder, 'tables'),
    ...conf,
  };
  writeFileSync(join(folder, 'log4j2.properties'), 'rootLogger.level = off\n');
  const args = [
    `-Xmx${heap}`,
    ...OPENED.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
    '--add-modules=jdk.incubator.vector',
    '-Djdk.reflect.useDirectMethodHandle=false',
    '-Dio.netty.tryReflectionSetAccessible=true',
    `-Dlog4j2.configurationFile=${join(folder, 'log4j2.properties')}`,
    ...['-cp', join(sparkJars(), 'jars', '*'), 'org.apache.spark.deploy.SparkSubmit'],
    ...['--class', 'org.apache.spark.sql.connect.service.SparkConnectServer', '--master', `local[${threads}]`],
    ...Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
    'spark-internal',
  ];
  // Spark takes the folder it is started in for its metadata.
  return spawn('java', args, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(false));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function hasJars(folder) {
  const jars = join(folder, 'jars');
  return existsSync(jars) && ARTIFACTS.every((name) => readdirSync(jars).includes(`${name}_${SCALA}-${SPARK}.jar`));
}

/** Maven's project: three artifacts and what they need, without RocksDB, which only streaming uses (70 MB). */
function project() {
  const exclusion = '<exclusion><groupId>org.rocksdb</groupId><artifactId>rocksdbjni</artifactId></exclusion>';
  const dependencies = ARTIFACTS.map(
    (name) =>
      `<dependency><groupId>org.apache.spark</groupId><artifactId>${name}_${SCALA}</artifactId>` +
      `<version>${SPARK}</version><exclusions>${exclusion}</exclusions></dependency>`,
  );
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
    '<groupId>bridle</groupId><artifactId>spark</artifactId><version>1</version><packaging>pom</packaging>',
    `<dependencies>${dependencies.join('\n')}</dependencies></project>\n`,
  ].join('\n');
}
