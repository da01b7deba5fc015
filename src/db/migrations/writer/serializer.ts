import path from 'node:path';
import { settings } from '../../../conf/configure.ts';
import { Decimal } from '../../../utils/decimal.ts';
import { isFile } from '../../../utils/module-file.ts';
import { temporalKind } from '../../../utils/temporal.ts';
import { LazyString } from '../../../utils/translation/lazy.ts';
import { type ExpressionParts, takeApart } from '../../models/expressions/take-apart.ts';
import { Field } from '../../models/fields/field.ts';
import { Manager, RuntimeManager } from '../../models/manager.ts';
import { OnDelete } from '../../models/on-delete.ts';
import { UnserializableError } from '../errors/unserializable-error.ts';
import { Operation } from '../operations/operation.ts';
import { RunCode } from '../operations/run-code.ts';
import { resolveModel } from '../state/model-key.ts';
import { swappableSetting } from '../swappable.ts';
import type { CopiedCode } from './copied-code.ts';
import { call, type Doc, list, object, property, quote, render } from './doc.ts';
import type { Imports } from './imports.ts';
import type { ReferenceFinder } from './references.ts';

interface Deconstructible {
  deconstruct(): {
    module?: string;
    path: string;
    args?: readonly unknown[];
    options?: Readonly<Record<string, unknown>>;
  };
}

/** Writes values as the TypeScript that makes them again. */
export class Serializer {
  readonly #imports: Imports;
  readonly #references: ReferenceFinder;
  readonly #copied: CopiedCode | undefined;
  /** Where the value at hand is, for messages: `['articles.Article', 'slug', 'default']`. */
  readonly #place: string[] = [];

  /** @param copied takes the code of older migrations, which cannot be referred to */
  constructor(imports: Imports, references: ReferenceFinder, copied?: CopiedCode) {
    this.#imports = imports;
    this.#references = references;
    this.#copied = copied;
  }

  /** @throws UnserializableError that says how the value can be made serialisable */
  serialize(value: unknown): Doc {
    switch (typeof value) {
      case 'string':
        return quote(value);
      case 'number':
        return Object.is(value, -0) ? '-0' : String(value);
      case 'bigint':
        return `${value}n`;
      case 'boolean':
      case 'undefined':
        return String(value);
      case 'function':
        return this.#function(value);
      case 'object':
        return value === null ? 'null' : this.#object(value);
    }
    throw this.#unserializable(`the symbol ${String(value)}`, 'Symbols cannot be written; use a text.');
  }

  /** The value of an option, which messages name. */
  #under(name: string, value: unknown): Doc {
    this.#place.push(name);
    const doc = this.serialize(value);
    this.#place.pop();
    return doc;
  }

  properties(options: Readonly<Record<string, unknown>>, names = Object.keys(options)): Doc[] {
    return names
      .filter((name) => options[name] !== undefined)
      .map((name) => property(name, this.#under(name, options[name])));
  }

  #object(value: object): Doc {
    if (Array.isArray(value)) return list(value.map((item) => this.serialize(item)));
    if (value instanceof Field) return this.#field(value);
    if (value instanceof OnDelete) return this.#onDelete(value);
    if (value instanceof Operation) return this.operation(value);
    if (value instanceof Manager) return this.#manager(value);
    if (value instanceof RegExp) return String(value);
    if (value instanceof URL) return call('new URL', [quote(value.href)]);
    // Translated or not, a migration keeps the text as it was written.
    if (value instanceof LazyString) return quote(value.message);
    if (value instanceof Date) return `new Date(${quote(value.toISOString())})`;
    if (value instanceof Set) return call('new Set', [this.serialize([...value])]);
    if (value instanceof Map) return call('new Map', [this.serialize([...value])]);
    if (value instanceof Uint8Array) return call('new Uint8Array', [this.serialize([...value])]);
    if (isDeconstructible(value)) return this.#deconstructible(value);
    const parts = takeApart(value);
    if (parts !== undefined) return this.#expression(parts);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      return object(this.properties(value as Readonly<Record<string, unknown>>));
    }
    return this.#wellKnown(value);
  }

  /** Decimals and the values of Temporal, which may come from a polyfill or from Node. */
  #wellKnown(value: object): Doc {
    const kind = temporalKind(value);
    if (kind !== undefined) {
      return call(`${this.#imports.add('jango/utils', 'Temporal')}.${kind}.from`, [quote(String(value))]);
    }
    if (value instanceof Decimal) {
      return call(`new ${this.#imports.add('jango/utils', 'Decimal')}`, [quote(String(value))]);
    }
    const { name } = value.constructor;
    throw this.#unserializable(
      `an object of class ${name}`,
      'Give its class a method `deconstruct()` that returns { module, path, args }: where the class is exported, its name, and the arguments of its constructor.',
    );
  }

  #field(field: Field): Doc {
    const { path: name, options, positional = [] } = field.deconstruct();
    if (name.includes('#')) {
      const [module, exported] = name.split('#') as [string, string];
      const declare = this.#imports.add(projectModule(module), exported);
      this.#imports.add('jango/db/migrations', 'fields');
      const written = positional.map((option) => this.#under(option, options[option]));
      const named = Object.keys(options).filter((option) => !positional.includes(option));
      const items = this.properties(options, named);
      if (items.length > 0) written.push(object(items));
      return call('fields.custom', [call(declare, written)]);
    }
    const { to, fieldNames = [], ...rest } = options;
    const items = this.properties(rest);
    const names = (fieldNames as readonly string[]).map(quote);
    const target = to === undefined ? names : [this.#target(String(to))];
    this.#imports.add('jango/db/migrations', 'fields');
    return call(`fields.${name}`, items.length === 0 ? target : [...target, object(items)]);
  }

  /** The model that a relation leads to; one that a setting decides is written as the setting. */
  #target(to: string): Doc {
    const setting = swappableSetting(resolveModel(to));
    if (setting === undefined) return quote(to);
    return `${this.#imports.add('jango/conf', 'settings')}.${setting}`;
  }

  #onDelete(onDelete: OnDelete): Doc {
    const models = this.#imports.add('jango/db', 'models');
    if (onDelete.name !== 'SET') return `${models}.${onDelete.name}`;
    return call(`${models}.SET`, [this.#under('value', onDelete.value)]);
  }

  /** A manager by its class, which has to be exported; it is made without arguments. */
  #manager(manager: object): Doc {
    if (isDeconstructible(manager)) return this.#deconstructible(manager);
    // A package's manager says which one exports it; those of a project are found by themselves.
    const type = manager.constructor as typeof RuntimeManager & { readonly exportedFrom?: string };
    if (type === RuntimeManager) return `new ${this.#imports.add('jango/db', 'models')}.Manager()`;
    const packaged = Object.hasOwn(type, 'exportedFrom') ? type.exportedFrom : undefined;
    const found =
      packaged === undefined ? this.#references.find(type) : { module: packaged, name: type.name };
    if (found !== undefined) return `new ${this.#imports.add(found.module, found.name)}()`;
    throw this.#unserializable(
      type.name === 'FromQuerySet' ? 'a manager made of a QuerySet class' : `a manager of class ${type.name}`,
      'Give it a class of its own, `class ArticleManager extends models.Manager`, and export that from the module it is written in.',
    );
  }

  /** A validator, an index, an expression: its class called with what it was made of. */
  #deconstructible(value: Deconstructible): Doc {
    const { module, path: name, args = [], options } = value.deconstruct();
    const written = args.map((arg) => this.serialize(arg));
    if (options !== undefined && Object.keys(options).length > 0)
      written.push(object(this.properties(options)));
    if (module !== undefined) return call(`new ${this.#imports.add(projectModule(module), name)}`, written);
    if (name.includes('#')) {
      const [file, exported] = name.split('#') as [string, string];
      return call(`new ${this.#imports.add(projectModule(file), exported)}`, written);
    }
    return call(`new ${this.#imports.add('jango/db', 'models')}.${name}`, written);
  }

  /** `Q({ price__gt: 0 })`, `F('price').mul(F('count'))`, `functions.Lower(F('name'))`. */
  #expression(parts: ExpressionParts): Doc {
    const args = parts.args.map((arg) => this.serialize(arg));
    if (parts.kind === 'method') {
      return call(`${render(this.serialize(parts.on), 0, Number.NEGATIVE_INFINITY)}.${parts.name}`, args);
    }
    const [imported] = parts.name.split('.') as [string];
    this.#imports.add('jango/db', imported);
    return call(imported === 'Func' ? 'new Func' : parts.name, args);
  }

  operation(operation: Operation): Doc {
    const { module, name, args = [], options } = operation.deconstruct();
    const callee =
      module === undefined
        ? `${this.#imports.add('jango/db/migrations', 'operations')}.${name}`
        : this.#imports.add(projectModule(module), name);
    const items = Object.entries(options).map(([key, value]) => {
      if (key !== 'fields') return property(key, this.#under(key, value));
      const fields = this.properties(value as Readonly<Record<string, unknown>>);
      return property(key, object(fields, { broken: true }));
    });
    const written = args.map((arg) => this.serialize(arg));
    if (module === undefined || items.length > 0) written.push(object(items, { broken: true }));
    return call(callee, written);
  }

  #function(value: object): Doc {
    if (isDeconstructible(value)) return this.#deconstructible(value);
    const reference = this.#references.find(value);
    if (reference !== undefined) {
      const name = this.#imports.add(reference.module, reference.name);
      return reference.member === undefined ? name : `${name}.${reference.member}`;
    }
    if (value === RunCode.noop) {
      return `${this.#imports.add('jango/db/migrations', 'operations')}.RunCode.noop`;
    }
    if (this.#copied?.has(value)) return this.#copied.add(value);
    const text = Function.prototype.toString.call(value).trim();
    if (LITERAL_FUNCTION.test(text)) return text.replace(/^\(\)\s*=>\s*/, '() => ');
    const { name } = value as { name: string };
    const isNamed = name !== '' && name !== this.#place.at(-1);
    throw this.#unserializable(
      isNamed ? `the function ${name}()` : 'a function without a name',
      isNamed
        ? `Export ${name} from the module it is written in.`
        : 'Write it as a function with a name, export it from models.ts (or a module that models.ts imports), and use it by that name.',
    );
  }

  #unserializable(what: string, hint: string): UnserializableError {
    const place = this.#place.length === 0 ? 'It' : this.#place.join('.');
    return new UnserializableError(`${place} cannot be written into a migration: it is ${what}.`, hint);
  }
}

/** `() => []`: a function that gives a literal means the same anywhere. */
const LITERAL_FUNCTION =
  /^\(\)\s*=>\s*(\(\{\s*\}\)|\[\s*\]|-?[\d.]+|true|false|null|'[^'\\\n]*'|"[^"\\\n]*")$/;

function isDeconstructible(value: object): value is Deconstructible {
  return typeof (value as { deconstruct?: unknown }).deconstruct === 'function';
}

/** A file of the project by its path, a package by its name. */
function projectModule(module: string): string {
  const file = path.resolve(settings.BASE_DIR, module);
  return isFile(file) ? file : module;
}
