import { fields, models, registerModel } from 'jango/db';
import { expect, expectTypeOf, test } from 'vitest';
import { standIn } from './persistence-stand-in.ts';

standIn();

class Money {
  readonly cents: number;
  constructor(cents: number) {
    this.cents = cents;
  }
}
interface MoneyOptions extends fields.FieldOptions {
  currency?: string;
}
class MoneyFieldClass extends fields.Field {
  declare readonly valueType: Money;
  static override readonly optionDefaults = { ...fields.Field.optionDefaults, currency: 'EUR' };
  readonly currency: string;

  constructor(options: MoneyOptions = {}) {
    super(options);
    this.currency = options.currency ?? 'EUR';
  }

  override getInternalType() {
    return 'BigIntegerField';
  }

  override fromDbValue = (value: unknown) => (value === null ? null : new Money(Number(value)));

  override getPrepValue(value: unknown) {
    return value instanceof Money ? value.cents : value;
  }
}
const MoneyField = models.customField(MoneyFieldClass, 'shop/fields.ts#MoneyField');

class Order extends models.Model {
  total = MoneyField({ default: () => new Money(0) });
  discount = MoneyField({ null: true, currency: 'KRW' });
}
registerModel(Order, 'shop');

test('a field of one’s own kind is declared as the built-in ones are', () => {
  const order = new Order({ total: new Money(5) });
  expectTypeOf(order.total).toEqualTypeOf<Money>();
  expectTypeOf(order.discount).toEqualTypeOf<Money | null>();
  expect(order.total.cents).toBe(5);
  expect(new Order().total).toEqual(new Money(0));
});

test('migrations know where to find it', () => {
  const discount = Order._meta.getField('discount') as MoneyFieldClass;
  expect(discount.deconstruct()).toEqual({
    name: 'discount',
    path: 'shop/fields.ts#MoneyField',
    args: [],
    options: { null: true, currency: 'KRW' },
  });
  expect(discount.currency).toBe('KRW');
  expect(() => new MoneyFieldClass({ curency: 'X' } as MoneyOptions)).toThrow("Did you mean 'currency'?");
});
