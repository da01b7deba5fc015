import { Manager as ManagerValue } from './manager.ts';
import type { AnyModel } from './model.ts';
import { QuerySet as QuerySetValue } from './query-set.ts';
import type { ManagerConstructor, Manager as ManagerType } from './types/manager.ts';
import type { QuerySetConstructor, QuerySet as QuerySetType } from './types/query-set.ts';

/** The class and, under the same name, the type of its instances: `models.Manager<Article>`. */
export type Manager<M extends AnyModel> = ManagerType<M>;
export const Manager: ManagerConstructor = ManagerValue;

export type QuerySet<M extends AnyModel, Row = M, S = M> = QuerySetType<M, Row, S>;
export const QuerySet: QuerySetConstructor = QuerySetValue;
