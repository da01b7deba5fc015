import vm from 'node:vm';
import { expect, test } from 'vitest';
import { moduleAsFunction } from '../../src/utils/typescript/module-as-function.ts';

/** What a module's text exports, given what it imports. */
async function run(code: string, ...given: object[]) {
  const { text, imports } = await moduleAsFunction(code);
  const body = vm.runInThisContext(text) as (...modules: object[]) => Record<string, unknown>;
  return { imports, exported: body(...given) };
}

test('a module is a function of what it imports, which gives what it exports', async () => {
  const code = `import first, { a as one, two } from "x";
import * as all from 'y';
import "z";
var sum = first + one + two + all.three;
export {
  sum as m0,
  one
};
`;
  const { imports, exported } = await run(code, { default: 1, a: 10, two: 100 }, { three: 1000 }, {});
  expect(imports).toEqual(['x', 'y', 'z']);
  expect(exported).toEqual({ m0: 1111, one: 10 });
});

test('text that looks like an import or an export stays text', async () => {
  const code = `import { tag } from "x";
var sql = tag(\`
import { a } from "b";
export { a };
\`);
export {
  sql as m0
};
`;
  const { imports, exported } = await run(code, { tag: (text: string) => text.trim() });
  expect(imports).toEqual(['x']);
  expect(exported['m0']).toBe('import { a } from "b";\nexport { a };');
});
