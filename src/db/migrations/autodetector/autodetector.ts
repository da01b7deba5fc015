import type { MigrationGraph } from '../graph.ts';
import type { Questioner } from '../questioner/questioner.ts';
import type { ProjectState } from '../state/project-state.ts';
import { detectAlteredFields } from './altered-fields.ts';
import { arrangeForGraph, trimToApps } from './arrange.ts';
import {
  compareConstraints,
  planAddedConstraints,
  planAlteredConstraints,
  planRemovedConstraints,
} from './constraints.ts';
import { detectCreatedModels, detectCreatedProxies } from './created-models.ts';
import { detectDeletedModels, detectDeletedProxies } from './deleted-models.ts';
import { Detection } from './detection.ts';
import { detectAddedFields, detectRemovedFields } from './fields.ts';
import { compareIndexes, planAddedIndexes, planRemovedIndexes, planRenamedIndexes } from './indexes.ts';
import { buildMigrations, type Changes } from './migration-list.ts';
import {
  detectAlteredManagers,
  detectAlteredOptions,
  detectAlteredOrder,
  detectAlteredTableComments,
  detectAlteredTables,
} from './model-options.ts';
import { findRenamedFields, planRenamedFields } from './renamed-fields.ts';
import { detectRenamedModels } from './renamed-models.ts';
import { planAddedGroups, planRemovedGroups } from './together.ts';

export interface ChangesOptions {
  /** Only these apps, and what they need. */
  trimToApps?: ReadonlySet<string>;
  /** Apps without migrations that get their first ones. */
  convertApps?: ReadonlySet<string>;
  /** Name of the new migrations, after their number. */
  migrationName?: string;
}

/** Finds what has to be done to get from one state of a project's models to another, and makes migrations of it. */
export class Autodetector {
  readonly #from: ProjectState;
  readonly #to: ProjectState;
  readonly #questioner: Questioner;

  constructor(from: ProjectState, to: ProjectState, questioner: Questioner) {
    this.#from = from;
    this.#to = to;
    this.#questioner = questioner;
  }

  /** New migrations by app, named and in place after those of the graph. */
  async changes(graph: MigrationGraph, options: ChangesOptions = {}): Promise<Changes> {
    const found = await this.detect(graph, options.convertApps);
    const arranged = await arrangeForGraph(found, graph, this.#questioner, options.migrationName);
    return options.trimToApps === undefined ? arranged : trimToApps(arranged, options.trimToApps);
  }

  /** New migrations by app, under provisional names. */
  async detect(graph?: MigrationGraph, convertApps: ReadonlySet<string> = new Set()): Promise<Changes> {
    const detection = new Detection(this.#from, this.#to, this.#questioner, convertApps);
    await detectRenamedModels(detection);
    detection.prepareFields();
    detectDeletedModels(detection);
    detectCreatedModels(detection);
    detectDeletedProxies(detection);
    detectCreatedProxies(detection);
    detectAlteredOptions(detection);
    detectAlteredManagers(detection);
    detectAlteredTableComments(detection);
    const renamedFields = await findRenamedFields(detection);
    const indexes = compareIndexes(detection);
    const constraints = compareConstraints(detection);
    planRemovedConstraints(detection, constraints);
    planRemovedIndexes(detection, indexes);
    planRenamedFields(detection, renamedFields);
    planRenamedIndexes(detection, indexes);
    planRemovedGroups(detection);
    detectRemovedFields(detection);
    await detectAddedFields(detection);
    await detectAlteredFields(detection);
    detectAlteredOrder(detection);
    planAddedGroups(detection);
    planAddedIndexes(detection, indexes);
    planAddedConstraints(detection, constraints);
    planAlteredConstraints(detection, constraints);
    detectAlteredTables(detection);
    return buildMigrations(detection, graph);
  }
}
