import * as db from '../../src/db/index.ts';
import { ModelState, type Operation, operations, ProjectState } from '../../src/db/migrations/index.ts';
import { camel } from './camel.ts';
import { makeExpression } from './queries/expressions.ts';
import { enumMember, readCallable, readPlain } from './queries/plain-values.ts';

const { fields: classes, models, Q } = db;

type Json = Record<string, unknown>;
type Class<T> = new (options: Json) => T;

/** A value of a vector as Jango has it: fields, indexes and constraints become objects. */
export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const tagged = value as Json;
  if (tagged['$t'] === 'not_provided') return undefined;
  if (tagged['$t'] !== undefined) return decodeTagged(tagged);
  if (tagged['$field'] !== undefined) return field(tagged);
  if (tagged['$index'] !== undefined) return schemaObject('Index', tagged);
  if (tagged['$constraint'] !== undefined) return schemaObject(String(tagged['$constraint']), tagged);
  if (tagged['$q'] !== undefined) return condition(tagged['$q'] as Json);
  if (tagged['$expr'] !== undefined) return expression(tagged);
  if (tagged['$callable'] !== undefined) return readCallable(tagged['$callable']) ?? unknownCallable;
  if (tagged['$enum'] !== undefined) return enumMember(tagged['$enum'] as [string, string]);
  return Object.fromEntries(Object.entries(tagged).map(([name, item]) => [name, decode(item)]));
}

function decodeTagged(tagged: Json): unknown {
  const { $t: type, v } = tagged;
  if (type === 'tuple' || type === 'set') return decode(v);
  if (type !== 'map') return readPlain(tagged);
  return Object.fromEntries(
    (v as [unknown, unknown][]).map(([key, item]) => [String(decode(key)), decode(item)]),
  );
}

/** A function of Django's test-suite, which is the same wherever it stands. */
function unknownCallable(): undefined {
  return undefined;
}

function condition({ connector, negated, children }: Json): unknown {
  const [first = Q({}), ...rest] = (children as unknown[]).map((child) =>
    Array.isArray(child)
      ? Q({ [String(child[0])]: decode(child[1]) })
      : (decode(child) as ReturnType<typeof Q>),
  );
  const method = String(connector).toLowerCase() as 'and' | 'or' | 'xor';
  const joined = rest.reduce((all, part) => all[method](part), first);
  return negated ? joined.not() : joined;
}

function expression({ $expr: name, args = [], kwargs = {} }: Json): unknown {
  return makeExpression(String(name), (args as unknown[]).map(decode), decode(kwargs) as Json);
}

function field(value: Json): unknown {
  const name = String(value['$field']);
  const type = (classes as unknown as Record<string, Class<unknown>>)[name];
  if (type === undefined) throw new Error(`There is no ${name}.`);
  const options = camelKeys((value['kwargs'] ?? {}) as Json);
  if (typeof options['onDelete'] === 'string') {
    options['onDelete'] = (models as unknown as Json)[options['onDelete']];
  }
  if (value['args'] !== undefined) options['fieldNames'] = decode(value['args']);
  return new type(options);
}

function schemaObject(name: string, value: Json): unknown {
  const type = (models as unknown as Record<string, Class<unknown>>)[name]!;
  const expressions = ((value['args'] ?? []) as unknown[]).map(decode);
  const options = camelKeys(value['kwargs'] as Json);
  return new type({ ...(expressions.length > 0 && { expressions }), ...options });
}

function camelKeys(options: Json): Json {
  return Object.fromEntries(Object.entries(options).map(([name, item]) => [camel(name), decode(item)]));
}

interface ModelVector {
  app_label: string;
  name: string;
  fields: [string, unknown][];
  options: Json;
  bases: unknown[];
}

export function decodeState(vectors: readonly ModelVector[]): ProjectState {
  return new ProjectState(
    vectors.map(
      ({ app_label: app, name, fields, options, bases }) =>
        new ModelState(app, name, {
          fields: new Map(fields.map(([field, value]) => [field, decode(value) as never])),
          options: withoutNulls(camelKeys(options)),
          bases: decodeBases(bases),
        }),
    ),
  );
}

const mixins = new Map<string, never>();

/** Labels of models, and classes of the test-suite by their names; the plain Model is no base of its own. */
function decodeBases(bases: readonly unknown[]): never[] {
  return bases.flatMap((base) => {
    if (typeof base === 'string') return [base as never];
    const name = (base as Json)['$class'];
    if (typeof name !== 'string' || name === 'Model') return [];
    if (!mixins.has(name))
      mixins.set(name, Object.defineProperty(class {}, 'name', { value: name }) as never);
    return [mixins.get(name)!];
  });
}

function withoutNulls(options: Json): Json {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}

export interface OperationVector {
  op: string;
  kwargs: Json;
  /** Of AlterModelManagers, which Django writes with positions. */
  args?: unknown[];
  describe?: string;
}

/** The operation of a vector, made as a migration file makes it. */
export function decodeOperation({ op, kwargs: named, args = [] }: OperationVector): Operation {
  const [name, managers] = args;
  const kwargs: Json = op === 'AlterModelManagers' && args.length > 1 ? { name, managers, ...named } : named;
  const options = camelKeys(kwargs);
  if (op === 'CreateModel') {
    options['fields'] = Object.fromEntries(options['fields'] as [string, unknown][]);
    options['options'] = withoutNulls(camelKeys((kwargs['options'] as Json | undefined) ?? {}));
    options['bases'] = decodeBases((options['bases'] ?? []) as unknown[]);
    delete options['managers'];
  }
  if (op === 'AlterModelManagers') options['managers'] = decodeManagers(kwargs['managers']);
  if (op === 'RunPython') return operations.RunCode({ ...options, code: () => {} });
  for (const name of ['stateOperations', 'databaseOperations']) {
    const list = kwargs[name.replace('O', '_o')] as OperationVector[] | undefined;
    if (list !== undefined) options[name] = list.map(decodeOperation);
  }
  if (op === 'AlterModelOptions') options['options'] = camelKeys(kwargs['options'] as Json);
  const make = (operations as unknown as Record<string, (options: Json) => Operation>)[op];
  if (make === undefined) throw new Error(`There is no operation ${op}.`);
  return make(options);
}

/** Managers of a migration by their names; what they are made of is compared as it is written. */
function decodeManagers(managers: unknown): Json {
  return Object.fromEntries(decode(managers ?? []) as [string, unknown][]);
}
