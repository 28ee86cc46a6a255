// Every public export has a docstring, and each that is called or read an example: those of `bridle` are run by
// packages/bridle/test/examples.test.ts, those of the other packages by their own.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

type Found = { name: string; file: string; isType: boolean; doc: string; methods: { name: string; doc: string }[] };

/** The sources of a package's public subpaths, by their names. */
function entries(folder: string): [string, string][] {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));
  return Object.entries(exports as Record<string, string | { types: string }>).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return [];
    const source = target.types.replace('./dist/', 'src/').replace('.d.ts', '.ts');
    return [[`${name}${subpath.slice(1)}`, join(root, 'packages', folder, source)]];
  });
}

const parse = (file: string, text = readFileSync(file, 'utf8')) =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

/** What a module exports from its own package, each where it is declared. */
function exportsOf(file: string, source = parse(file)): Found[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) return declared(statement, file);
    const specifier = statement.moduleSpecifier;
    const clause = statement.exportClause;
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return [];
    const all = exportsOf(join(dirname(file), specifier.text));
    if (!clause || !ts.isNamedExports(clause)) return all;
    return clause.elements.map(({ name, propertyName = name }) => {
      const one = all.find((found) => found.name === propertyName.text);
      if (!one) throw new Error(`${file}: ${propertyName.text} is not exported by ${specifier.text}`);
      return { ...one, name: name.text };
    });
  });
}

function declared(statement: ts.Statement, file: string): Found[] {
  if (!ts.canHaveModifiers(statement) || !ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) return []; // biome-ignore format: one line
  const doc = docOf(statement);
  if (ts.isVariableStatement(statement)) {
    const names = statement.declarationList.declarations.map(({ name }) => name.getText());
    return names.map((name) => ({ name, file, isType: false, doc, methods: [] }));
  }
  const isType = ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);
  if (!(isType || ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))) return [];
  const methods = ts.isClassDeclaration(statement) ? methodsOf(statement) : [];
  return [{ name: statement.name?.text ?? '', file, isType, doc, methods }];
}

/** The methods and accessors that a caller sees, but for those that override one of Error. */
function methodsOf(node: ts.ClassDeclaration): { name: string; doc: string }[] {
  return node.members.flatMap((member) => {
    const hidden = ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Override);
    if (hidden || !(ts.isMethodDeclaration(member) || ts.isGetAccessor(member)) || ts.isPrivateIdentifier(member.name))
      return [];
    return [{ name: `${node.name?.text}.${member.name.getText()}`, doc: docOf(member) }];
  });
}

function docOf(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node);
  return doc?.getText() ?? '';
}

/** What is missing in the docstrings of some exports: overloads of a function have one together. */
function faults(all: readonly Found[]): string[] {
  const at = ({ name, file }: Found) => `${name} (${relative(root, file)})`;
  const docs = (one: Found) => all.filter(({ name }) => name === one.name).map(({ doc }) => doc);
  const silent = all.filter((one) => !docs(one).some((doc) => /\w{3}/.test(doc))).map(at);
  const unshown = all.filter((one) => !one.isType && !docs(one).some((doc) => /@example\s[\s\S]*```(ts|js)\s[\s\S]*\/\/ →/.test(doc))); // biome-ignore format: one line
  const every = all.flatMap(({ methods }) => methods);
  const methods = every.filter(({ name }) => !every.some((one) => one.name === name && one.doc !== ''));
  return [
    ...silent.map((name) => `${name} has no docstring`),
    ...unshown.map((one) => `${at(one)} has no example`),
    ...methods.map(({ name }) => `${name} has no docstring`),
  ];
}

const packages = ['words', 'bridle', 'sql', 'spark', 'pipeline'];

describe.each(packages.flatMap(entries))('%s', (_, file) => {
  test('exports nothing without a docstring, and no value without an example', () => {
    const all = exportsOf(file);
    expect(all.length).toBeGreaterThan(0);
    expect([...new Set(faults(all))]).toEqual([]);
  });
});

test('an export without a docstring, without an example or with a silent method is named', () => {
  const text = `/** A sum of two numbers. */ export function sum() {}
    export type Options = { a: number };
    /** All of it.\n * @example\n * \`\`\`ts\n * f(); // → 1\n * \`\`\` */ export class Whole { add() {} #own() {} }`;
  const file = join(root, 'a.ts');
  expect(faults(exportsOf(file, parse(file, text)))).toEqual([
    'Options (a.ts) has no docstring',
    'sum (a.ts) has no example',
    'Whole.add has no docstring',
  ]);
});

test('typedoc.json names the entry of every public subpath', () => {
  const { entryPoints } = JSON.parse(readFileSync(join(root, 'typedoc.json'), 'utf8')) as { entryPoints: string[] };
  const all = packages.flatMap(entries).map(([, file]) => relative(root, file));
  expect([...entryPoints].sort()).toEqual([...new Set(all)].sort());
  expect(all.every((file) => existsSync(join(root, file)))).toBe(true);
});
