import { expect, test, vi } from 'vitest';
import { Project } from './project.ts';

// Commands run in processes of their own.
vi.setConfig({ testTimeout: 180_000 });

const MODELS = `import { MaxLengthValidator, MinValueValidator, RegexValidator } from 'jango/core/validators';
import { Decimal, F, functions, Q } from 'jango/db';
import { timezone } from 'jango/db/migrations';
import { Temporal } from 'jango/utils';
import { gettextLazy as _ } from 'jango/utils/translation';
import { randomUUID } from 'node:crypto';
import { nothing } from './defaults.ts';

const STATUS = { draft: 'Draft', done: 'It\\'s "done"' };

export class Place extends models.Model {
  name = models.CharField({ maxLength: 20, unique: true, validators: [new RegexValidator(/^\\w+$/u, 'No.')] });
}

export class Thing extends models.Model {
  text = models.TextField({ default: 'ä\\n\\u2028', helpText: 'line\\nline', validators: [new MaxLengthValidator(9)] });
  status = models.CharField({ maxLength: 5, choices: Object.entries(STATUS), default: 'draft' });
  lazy = models.CharField({ verboseName: _('title'), maxLength: 5, helpText: _('Write it.') });
  number = models.IntegerField({ default: -0, validators: [new MinValueValidator(-1)] });
  big = models.BigIntegerField({ default: 9007199254740991 });
  price = models.DecimalField({ maxDigits: 9, decimalPlaces: 2, default: new Decimal('1.50') });
  day = models.DateField({ default: Temporal.PlainDate.from('2024-02-29') });
  time = models.TimeField({ default: Temporal.PlainTime.from('12:30') });
  took = models.DurationField({ default: Temporal.Duration.from({ hours: 1 }) });
  at = models.DateTimeField({ default: timezone.now });
  moment = models.DateTimeField({ default: new Date('2024-02-29T12:00:00Z') });
  made = models.DateTimeField({ autoNowAdd: true });
  uuid = models.UUIDField({ default: randomUUID, editable: false });
  data = models.JSONField({ default: () => ({}) });
  list = models.JSONField({ default: nothing });
  bytes = models.BinaryField({ default: new Uint8Array([1, 2, 255]) });
  site = models.URLField({ dbColumn: 'homepage', null: true, blank: true, dbComment: 'where' });
  there = models.BooleanField({ dbDefault: true });
  now = models.DateTimeField({ dbDefault: functions.Now() });
  place = models.ForeignKey(() => Place, { onDelete: models.SET_NULL, null: true, relatedName: 'things', limitChoicesTo: { name: 'x' } });
  other = models.ForeignKey('self', { onDelete: models.SET('x'), null: true });
  places = models.ManyToManyField(() => Place, { blank: true, relatedName: '+', dbTable: 'thing_places' });

  static meta = {
    ordering: ['-day', F('price').desc({ nullsLast: true })],
    verboseName: _('thing'),
    indexes: [
      new models.Index({ fields: ['status', '-day'], name: 'thing_status' }),
      new models.Index({ expressions: [functions.Lower('text')], name: 'thing_lower' }),
      new models.Index({ fields: ['number'], name: 'thing_some', condition: Q({ number__gt: 3 }).or(Q({ there: true }).not()) }),
    ],
    constraints: [
      new models.CheckConstraint({ condition: Q({ price__gte: F('number').mul(2) }), name: 'thing_price' }),
      new models.UniqueConstraint({ fields: ['day', 'time'], name: 'thing_once', condition: Q({ there: true }) }),
    ],
    permissions: [['publish', 'Can publish']],
  };
}
`;

test('what is written about models of every kind is, read again, what the models say', async () => {
  const project = new Project();
  try {
    project.write('articles/defaults.ts', 'export function nothing(): never[] {\n  return [];\n}\n');
    project.models(MODELS);
    const [make, again, migrate, drift] = await project.session(
      ['makemigrations', '--skip-checks'],
      ['makemigrations', '--skip-checks'],
      ['migrate', '--skip-checks'],
      ['migrate', '--drift', '--skip-checks'],
    );
    expect(make!.code, make!.output).toBe(0);
    expect(again!.output).toBe('No changes detected\n');
    expect(migrate!.output).toContain('Applying articles.0001_initial... OK');
    expect(drift!.output).toContain('No drift');
  } finally {
    project.remove();
  }
});
