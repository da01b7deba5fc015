import path from 'node:path';
import { CommandError } from '../../management/command-error.ts';
import { loadModule } from '../../utils/load-module.ts';
import { SimpleTestCase } from '../simple-test-case.ts';
import { TestCase } from '../test-case.ts';
import type { Selection } from './discover.ts';

export type TestClass = typeof SimpleTestCase;

/** The tests of one class that are to be run. */
export interface Suite {
  testClass: TestClass;
  /** `articles.tests.ArticleTests` */
  name: string;
  methods: readonly string[];
}

/**
 * Import the files and find the test cases that they export.
 * @param patterns keep only tests whose dotted name has one of these in it; `*` stands for anything
 * @throws ModuleLoadError for a file that can't be imported
 * @throws CommandError for a class or a test that a file doesn't have
 */
export async function collect(
  baseDir: string,
  selections: readonly Selection[],
  patterns: readonly string[],
): Promise<Suite[]> {
  const suites: Suite[] = [];
  for (const { file, only } of selections) {
    const module = await loadModule(file);
    const prefix = path
      .relative(baseDir, file)
      .replace(/\.[cm]?[jt]s$/, '')
      .replaceAll(path.sep, '.');
    const found = suitesOf(module, prefix, only);
    if (only !== undefined && found.length === 0) {
      throw new CommandError(`${path.relative(baseDir, file)} exports no test ${only}.`);
    }
    suites.push(...found);
  }
  const wanted = patterns.map(patternOf);
  const kept = suites.map((suite) => ({
    ...suite,
    methods: suite.methods.filter(
      (method) => wanted.length === 0 || wanted.some((p) => p.test(`${suite.name}.${method}`)),
    ),
  }));
  // Tests that touch no transaction of others go first, as in Django.
  return kept
    .filter(({ methods }) => methods.length > 0)
    .sort((a, b) => rank(a.testClass) - rank(b.testClass));
}

function suitesOf(
  module: Readonly<Record<string, unknown>>,
  prefix: string,
  only: string | undefined,
): Suite[] {
  const [className, method] = only?.split('.') ?? [];
  return Object.entries(module).flatMap(([exported, testClass]) => {
    if (!isTestClass(testClass) || (className !== undefined && exported !== className)) return [];
    const methods = methodsOf(testClass).filter((name) => method === undefined || name === method);
    return methods.length === 0 ? [] : [{ testClass, name: `${prefix}.${testClass.name}`, methods }];
  });
}

/** The bases themselves, imported and exported again, have no tests. */
function isTestClass(value: unknown): value is TestClass {
  return typeof value === 'function' && value.prototype instanceof SimpleTestCase;
}

/** In the order they are written in, those of a base class first. */
function methodsOf(testClass: TestClass): string[] {
  const names = new Set<string>();
  const chain: object[] = [];
  for (let at: object = testClass.prototype; at !== SimpleTestCase.prototype; at = Object.getPrototypeOf(at))
    chain.unshift(at);
  for (const prototype of chain) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      if (name.startsWith('test') && typeof Reflect.get(testClass.prototype, name) === 'function')
        names.add(name);
    }
  }
  return [...names];
}

function rank(testClass: TestClass): number {
  return testClass.prototype instanceof TestCase ? 0 : 1;
}

function patternOf(text: string): RegExp {
  const source = text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return text.includes('*') ? new RegExp(`^${source}$`) : new RegExp(source);
}
