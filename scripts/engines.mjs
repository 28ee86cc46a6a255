// The database engines that tests run statements on: where they are, and what the set-up installs where it may.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folder of PostgreSQL's programs, the newest version first where Debian keeps several; undefined if there is none. */
export function findPostgres(env = process.env, root = '/usr/lib/postgresql') {
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(root, version, 'bin')), ...(env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'postgres', 'psql'].every((name) => existsSync(join(folder, name))));
}

/** The sqlite3 command, or undefined. */
export function findSqlite(env = process.env) {
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'sqlite3'))
    .find((file) => existsSync(file));
}

/** Whether this Node has node:sqlite without a flag. */
export function hasNodeSqlite(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

/** The apt packages that the set-up installs for the tests, and the engines that will be missing. */
export function planEngines({ postgres, sqlite, isLinuxRoot }) {
  const wanted = [
    ...(postgres ? [] : [{ engine: 'PostgreSQL', packages: ['postgresql'] }]),
    ...(sqlite ? [] : [{ engine: 'SQLite', packages: ['sqlite3'] }]),
  ];
  return {
    install: isLinuxRoot ? wanted.flatMap(({ packages }) => packages) : [],
    missing: isLinuxRoot ? [] : wanted.map(({ engine }) => engine),
  };
}
