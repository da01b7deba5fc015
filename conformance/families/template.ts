import { Context } from '../../src/template/context.ts';
import { Engine } from '../../src/template/engine.ts';
import type { Library } from '../../src/template/library.ts';
import { LocmemLoader } from '../../src/template/loaders/locmem.ts';
import { RequestContext } from '../../src/template/request-context.ts';
import { customLibrary } from '../custom-libraries.ts';
import { decode } from '../values.ts';
import type { Family, Vector } from '../vector.ts';

interface TemplateVector extends Vector {
  readonly templates: Readonly<Record<string, string>>;
  readonly name: string;
  readonly context: unknown;
  readonly compile?: boolean;
  readonly options?: {
    readonly autoescape?: boolean;
    readonly string_if_invalid?: string;
    readonly debug?: boolean;
    readonly libraries?: Readonly<Record<string, string>>;
    readonly builtins?: readonly string[];
  };
  readonly context_options?: {
    readonly autoescape?: boolean;
    readonly use_l10n?: boolean;
    readonly use_tz?: boolean;
  };
  readonly request?: { readonly current_app?: string; readonly namespace?: string };
}

function engineFor({ templates, options = {} }: TemplateVector, folder: string): Engine {
  const libraries: Record<string, Library> = {};
  for (const [name, module] of Object.entries(options.libraries ?? {})) {
    const library = customLibrary(module, folder);
    if (library !== undefined) libraries[name] = library;
  }
  const builtins = (options.builtins ?? []).map((module) => customLibrary(module, folder));
  return new Engine({
    loaders: [new LocmemLoader(templates)],
    autoescape: options.autoescape ?? true,
    stringIfInvalid: options.string_if_invalid ?? '',
    debug: options.debug ?? false,
    libraries,
    builtins: builtins.filter((library) => library !== undefined),
  });
}

function contextFor(vector: TemplateVector, engine: Engine): Context {
  const given = vector.context_options ?? {};
  const options = {
    autoescape: given.autoescape ?? engine.autoescape,
    ...(given.use_l10n === undefined ? {} : { useL10n: given.use_l10n }),
    ...(given.use_tz === undefined ? {} : { useTz: given.use_tz }),
  };
  const data = decode(vector.context) as Record<string, unknown>;
  const { request } = vector;
  if (request === undefined) return new Context(data, options);
  const { current_app: currentApp, namespace } = request;
  return new RequestContext(
    {
      ...(currentApp === undefined ? {} : { currentApp }),
      ...(namespace === undefined ? {} : { resolverMatch: { namespace } }),
    },
    data,
    options,
  );
}

function run(line: Vector, folder: string): unknown {
  const vector = line as TemplateVector;
  const engine = engineFor(vector, folder);
  const template = engine.getTemplate(vector.name);
  return vector.compile ? null : template.render(contextFor(vector, engine));
}

export const template: Family = { name: 'template', run };
export const templateCustom: Family = { name: 'template_custom', run };
