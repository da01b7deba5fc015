// `npm run bench`: Jango beside hand-written code and a few peers, as multiples of the hand-written row (CPU time; 1 is the limit).
//   npm run bench -- --part=templates,orm,http,startup,types,migrations   --peers=fastify,hono   --rounds=2 --seconds=3   --raw
//   --part=orm-warm: the tasks of `orm` in a process that has done them before, as a server has
//   DATABASE_URL=postgres://user@127.0.0.1:5432/peers npm run bench -- --part=orm-postgres    (its tables are made anew)
// The kit of ../shared/peers does the measuring where it is at hand (`PEERS` or `--kit` names another place); elsewhere, or with `--raw`,
// bench/raw/ does it, without peers.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, run as runProgram } from '../scripts/lib/run.mjs';
import { openKit } from './kit.mjs';
import { migrations } from './migrations.mjs';
import { startup } from './startup.mjs';
import { print } from './table.mjs';
import { templateMemory } from './template-memory.mjs';
import { types } from './types.mjs';

const { values: options } = parseArgs({
  options: {
    part: { type: 'string', default: 'templates,orm,http,startup,types' },
    peers: {
      type: 'string',
      default:
        'fastify,hono,express,adonis,nest,nunjucks,ejs,eta,handlebars,edge,liquidjs,pug,drizzle,kysely,objection,typeorm,sequelize,mikro-orm,lucid,django',
    },
    rounds: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '2' },
    kit: { type: 'string', default: process.env.PEERS ?? path.join(root, '..', 'shared', 'peers') },
    raw: { type: 'boolean', default: false },
  },
});
const parts = options.part.split(',');
if (!runProgram('build', process.execPath, ['scripts/build.mjs'])) process.exit(1);

/** Start-up, types and migrations measure themselves. */
const needsKit = parts.some((part) => !['startup', 'types', 'migrations'].includes(part));
const kit = needsKit ? await openAny() : undefined;

function openAny() {
  if (!options.raw && existsSync(options.kit)) return openKit(options.kit, options);
  return import('./raw/index.mjs').then((raw) => raw.openRaw(options));
}

if (parts.includes('templates')) {
  print('Templates: CPU per render, as a multiple of hand-written', await kit.templates());
  print('Templates in memory', templateMemory());
}
if (parts.includes('orm')) {
  print('ORM on SQLite: CPU, as a multiple of hand-written', await kit.orm('sqlite'));
  print('ORM in memory', await kit.ormMemory?.());
}
if (parts.includes('orm-warm')) {
  print(
    'ORM on SQLite, warm: CPU, as a multiple of hand-written',
    (await kit.ormWarm?.()) ?? [['needs the kit']],
  );
}
if (parts.includes('orm-postgres')) {
  print('ORM on PostgreSQL: CPU, as a multiple of hand-written', await kit.orm('postgres'));
}
if (parts.includes('http'))
  print('HTTP on SQLite: CPU per request, as a multiple of hand-written', await kit.http());
if (parts.includes('startup')) print('Start-up', await startup());
if (parts.includes('types')) print('Type check', types());
if (parts.includes('migrations')) print('100 models, 20 apps, 500 migrations on SQLite', migrations());
