import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadSqliteDriver } from '../../../src/db/backends/sqlite3/load-driver.ts';
import { DjangoSite, djangoIsAbsent } from './django-site.ts';
import { Project } from './project.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const absent = djangoIsAbsent();

const BUILT_IN = [
  'jango/contrib/admin',
  'jango/contrib/auth',
  'jango/contrib/contenttypes',
  'jango/contrib/sessions',
  'jango/contrib/messages',
];

/** What Django 5.2 writes into django_migrations for its own apps. */
const DJANGO_MIGRATIONS = [
  'admin.0001_initial',
  'admin.0002_logentry_remove_auto_add',
  'admin.0003_logentry_add_action_flag_choices',
  'auth.0001_initial',
  'auth.0002_alter_permission_name_max_length',
  'auth.0003_alter_user_email_max_length',
  'auth.0004_alter_user_username_opts',
  'auth.0005_alter_user_last_login_null',
  'auth.0006_require_contenttypes_0002',
  'auth.0007_alter_validators_add_error_messages',
  'auth.0008_alter_user_username_max_length',
  'auth.0009_alter_user_last_name_max_length',
  'auth.0010_alter_group_name_max_length',
  'auth.0011_update_proxy_permissions',
  'auth.0012_alter_user_first_name_max_length',
  'contenttypes.0001_initial',
  'contenttypes.0002_remove_content_type_name',
  'sessions.0001_initial',
];

const DJANGO_MODELS = `from django.conf import settings
from django.db import models

class Tag(models.Model):
    name = models.CharField(max_length=20, unique=True)

class Order(models.Model):
    class Status(models.TextChoices):
        OPEN = 'open', 'Open'
        SENT = 'sent', 'Sent'

    customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name='orders')
    tags = models.ManyToManyField(Tag, blank=True)
    status = models.CharField(max_length=4, choices=Status.choices, default=Status.OPEN)
    total = models.DecimalField(max_digits=9, decimal_places=2)
    weight = models.FloatField(null=True)
    paid = models.BooleanField(default=False)
    day = models.DateField()
    at = models.DateTimeField()
    took = models.DurationField(null=True)
    details = models.JSONField(default=dict)
    number = models.UUIDField(unique=True)
    big = models.BigIntegerField(default=0)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ['day']
        indexes = [models.Index(fields=['status', '-day'], name='order_status_idx')]
        constraints = [models.CheckConstraint(condition=models.Q(total__gte=0), name='order_total_positive')]
`;

const JANGO_MODELS = `import { models, Q } from 'jango/db';
import { User } from 'jango/contrib/auth';

export class Tag extends models.Model {
  name = models.CharField({ maxLength: 20, unique: true });
  static objects = models.Manager<Tag>();
}

export class Order extends models.Model {
  customer = models.ForeignKey(() => User, { onDelete: models.CASCADE, relatedName: 'orders' });
  tags = models.ManyToManyField(() => Tag, { blank: true });
  status = models.CharField({ maxLength: 4, choices: [['open', 'Open'], ['sent', 'Sent']], default: 'open' });
  total = models.DecimalField({ maxDigits: 9, decimalPlaces: 2 });
  weight = models.FloatField({ null: true });
  paid = models.BooleanField({ default: false });
  day = models.DateField();
  at = models.DateTimeField();
  took = models.DurationField({ null: true });
  details = models.JSONField({ default: () => ({}) });
  number = models.UUIDField({ unique: true });
  big = models.BigIntegerField({ default: 0 });
  note = models.TextField({ blank: true });

  static objects = models.Manager<Order>();
  static meta = {
    ordering: ['day'],
    indexes: [new models.Index({ fields: ['status', '-day'], name: 'order_status_idx' })],
    constraints: [new models.CheckConstraint({ condition: new Q({ total__gte: 0 }), name: 'order_total_positive' })],
  };
}
`;

let project: Project;

afterEach(() => project.remove());

/** Tables and indexes as the database keeps them, without the spelling of SQL and the order of columns. */
function schema(): unknown[] {
  return project.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").map(([table]) => [
    table,
    project
      .rows(`PRAGMA table_info("${table}")`)
      .map(([, name, type, notNull, , key]) => [name, String(type).toLowerCase(), notNull, key])
      .sort(),
    project.rows(
      `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = '${table}' ORDER BY name`,
    ),
    project
      .rows(`PRAGMA foreign_key_list("${table}")`)
      .map(([, , target, from, to]) => [target, from, to])
      .sort(),
  ]);
}

describe('the built-in apps', () => {
  beforeEach(() => {
    project = new Project(BUILT_IN);
  });

  test('record the migrations that Django records', async () => {
    await project.done('migrate', '--skip-checks');
    expect(project.rows("SELECT app || '.' || name FROM django_migrations ORDER BY 1").flat()).toEqual(
      DJANGO_MIGRATIONS,
    );
  });

  test.skipIf(absent)('find a database of Django complete, and Django one of theirs', async () => {
    const site = new DjangoSite(project);
    site.command('migrate', '--verbosity', '0');
    const djangos = schema();
    const [plan, migrate, check, drift] = await project.session(
      ['migrate', '--plan', '--skip-checks'],
      ['migrate', '--skip-checks'],
      ['migrate', '--check', '--skip-checks'],
      ['migrate', '--drift', '--skip-checks'],
    );
    expect(plan!.output).toContain('No planned migration operations.');
    expect(migrate!.output).toContain('No migrations to apply.');
    expect(migrate!.output).not.toContain('changes that are not yet reflected');
    expect(check!.code).toBe(0);
    expect(drift!.output).toBe("No drift: the database 'default' is as its migrations say.\n");
    project.remove();
    project = new Project(BUILT_IN);
    await project.done('migrate', '--skip-checks');
    expect(schema()).toEqual(djangos);
    const back = new DjangoSite(project);
    expect(back.command('migrate', '--plan')).toContain('No planned migration operations.');
    expect(back.command('migrate', '--check')).not.toContain('exit');
  });
});

describe.skipIf(absent)('a site of Django', () => {
  let site: DjangoSite;

  beforeEach(() => {
    project = new Project([...BUILT_IN, 'shop']);
    site = new DjangoSite(project, DJANGO_MODELS);
    site.run(`call_command('makemigrations', 'shop', verbosity=0)
call_command('migrate', verbosity=0)
from django.contrib.auth.models import User
from shop.models import Order, Tag
ada = User.objects.create_user('ada', 'ada@example.com', 'a good password')
tags = [Tag.objects.create(name=name) for name in ('new', 'größe')]
order = Order.objects.create(
    customer=ada, total=decimal.Decimal('1234567.80'), weight=0.1, paid=True, day=datetime.date(2024, 2, 29),
    at=datetime.datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=datetime.timezone.utc),
    took=datetime.timedelta(days=1, seconds=2, microseconds=3), details={'a': [1, None, 'ü']},
    number=uuid.UUID('12345678-1234-5678-1234-567812345678'), big=2**53 - 1, note='first')
order.tags.set(tags)
`);
  });

  test('is read and written, and handed back', async () => {
    project.write('shop/models.ts', JANGO_MODELS);
    await project.done('makemigrations', 'shop');
    const [migrate, drift] = await project.session(
      ['migrate', '--skip-checks'],
      ['migrate', '--drift', '--skip-checks'],
    );
    expect(migrate!.output).toContain('No migrations to apply.');
    expect(drift!.output).toContain('No drift');
    const read = await project.script(`import { Decimal } from 'jango/db';
import { Temporal } from 'jango/utils';
import { authenticate, User } from 'jango/contrib/auth';
import { Order, Tag } from './shop/models.ts';

export default async function run(answer: (value: unknown) => void) {
  const order = await Order.objects.selectRelated('customer').get({ customer__username: 'ada' });
  const names = await order.tags.orderBy('name').valuesList('name', { flat: true });
  const checked = await (await User.objects.get({ username: 'ada' })).checkPassword('a good password');
  answer({
    total: String(order.total), weight: order.weight, paid: order.paid, day: String(order.day), at: order.at.toISOString(),
    took: String(order.took), details: order.details, number: String(order.number), big: order.big, status: order.status,
    names: [...names], checked,
  });
  order.status = 'sent';
  await order.save();
  const bob = await User.objects.createUser('bob', 'bob@example.com', 'another password');
  const made = await Order.objects.create({
    customer: bob, total: new Decimal('0.10'), day: Temporal.PlainDate.from('1999-12-31'), at: new Date('1999-12-31T23:00:00.000Z'),
    took: Temporal.Duration.from({ hours: 25 }), details: { b: { c: 1.5 } }, number: '87654321-4321-8765-4321-876543218765',
  });
  await made.tags.add(await Tag.objects.get({ name: 'new' }));
}
`);
    expect(read).toEqual({
      total: '1234567.80',
      weight: 0.1,
      paid: true,
      day: '2024-02-29',
      at: expect.stringMatching(/^2024-02-29T23:59:59\.123/),
      took: expect.stringMatching(/^P1DT2\.000003S$|^PT86402\.000003S$|^PT24H0M2\.000003S$/),
      details: { a: [1, null, 'ü'] },
      number: '12345678-1234-5678-1234-567812345678',
      big: 2 ** 53 - 1,
      status: 'open',
      names: ['größe', 'new'],
      checked: true,
    });
    const back = JSON.parse(
      site.run(`from django.contrib.auth import authenticate
from shop.models import Order
print(json.dumps({
    'orders': [[o.customer.username, o.status, str(o.total), o.day.isoformat(), o.at.isoformat(), str(o.took), o.details,
                str(o.number), [t.name for t in o.tags.order_by('name')]] for o in Order.objects.all()],
    'bob': authenticate(username='bob', password='another password') is not None,
}))`),
    );
    expect(back).toEqual({
      orders: [
        [
          'bob',
          'open',
          '0.10',
          '1999-12-31',
          '1999-12-31T23:00:00+00:00',
          '1 day, 1:00:00',
          { b: { c: 1.5 } },
          '87654321-4321-8765-4321-876543218765',
          ['new'],
        ],
        [
          'ada',
          'sent',
          '1234567.80',
          '2024-02-29',
          '2024-02-29T23:59:59.123456+00:00',
          '1 day, 0:00:02.000003',
          { a: [1, null, 'ü'] },
          '12345678-1234-5678-1234-567812345678',
          ['größe', 'new'],
        ],
      ],
      bob: true,
    });
    expect(site.command('migrate', '--check')).not.toContain('exit');
    expect(site.command('makemigrations', '--check', '--dry-run')).toContain('No changes detected');
  });

  test('is adopted with inspectdb and --fake-initial, and can go back', async () => {
    const source = await project.done('inspectdb', 'shop_tag', 'shop_order', 'shop_order_tags', 'auth_user');
    project.remove();
    const from = source;
    project = new Project([...BUILT_IN, 'shop']);
    const copy = new DjangoSite(project, DJANGO_MODELS);
    copy.run("call_command('makemigrations', 'shop', verbosity=0)\ncall_command('migrate', verbosity=0)\n");
    project.write(
      'shop/models.ts',
      from
        .replaceAll('managed: false', 'managed: true')
        .replace(/export class AuthUser [\s\S]*?\n}\n/, '')
        .replace(/\(\) => AuthUser/g, "'auth.User'"),
    );
    await project.done('makemigrations', 'shop', '--noinput');
    const db = loadSqliteDriver().open(project.path('db.sqlite3'), { readonly: false, timeout: 5000 });
    db.exec("DELETE FROM django_migrations WHERE app = 'shop'");
    db.close();
    const [migrate] = await project.session(['migrate', '--fake-initial', '--skip-checks']);
    expect(migrate!.output).toContain('Applying shop.0001_initial... FAKED');
    expect(copy.command('migrate', '--check')).not.toContain('exit');
  });
});
