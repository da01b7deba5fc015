/**
 * Let a class be called without `new`: `Count('id')` beside `new Count('id')`, `extends Count` and `instanceof Count`.
 * `Type` is the class with its call: `typeof CountAggregate & ((path: string) => CountAggregate)`.
 */
export function callable<Type extends object>(type: new (...args: never[]) => object): Type {
  return new Proxy(type, {
    apply: (target, _self, args) => Reflect.construct(target, args),
  }) as unknown as Type;
}
