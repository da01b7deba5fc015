// `npm run demo`: build Jango, make the café's database with its content and an admin, and serve it. PORT chooses the port.
import path from 'node:path';
import { root, run } from './lib/run.mjs';

const cwd = path.join(root, 'examples', 'cafe');
const port = process.env.PORT ?? '8000';
const manage = (...args) => run(args[0], process.execPath, ['manage.js', ...args], { cwd });

const ready =
  run('build', process.execPath, ['scripts/build.mjs']) &&
  manage('migrate', '--verbosity', '0') &&
  manage('demo_admin');
if (ready) {
  console.log(`\nThe café: http://127.0.0.1:${port}/    its admin: http://127.0.0.1:${port}/admin/\n`);
  manage('runserver', port);
} else process.exitCode = 1;
