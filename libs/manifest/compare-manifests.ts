import { canonicalJson } from '@ledgerdesk/event-store';
import type { Json } from '@ledgerdesk/kernel';
import type { Manifest, Question } from './manifest.js';

/** What an answer was computed from. */
export type DifferenceKind =
  'log' | 'event' | 'policy' | 'code' | 'projection' | 'time-zone-data' | 'question' | 'parameter' | 'rows';

/** A difference between an answer and another one, or the log. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** What differs, such as the name of a parameter or of a policy file. */
  readonly name: string;
  /** One sentence. */
  readonly message: string;
}

const shown = (value: Json | undefined): string => (value === undefined ? 'absent' : canonicalJson(value));

const difference = (
  kind: DifferenceKind,
  name: string,
  ours: Json | undefined,
  theirs: Json | undefined,
): Difference[] =>
  shown(ours) === shown(theirs)
    ? []
    : [{ kind, name, message: `${name} is ${shown(theirs)} in the manifest, here it is ${shown(ours)}.` }];

/** Compares two lists of things with names. */
const differences = <Item extends object>(
  kind: DifferenceKind,
  ours: readonly Item[],
  theirs: readonly Item[],
  nameOf: (item: Item) => string,
): Difference[] => {
  const names = [...new Set([...theirs, ...ours].map(nameOf))];
  const textOf = (items: readonly Item[], name: string): Json | undefined => {
    const item = items.find((one) => nameOf(one) === name);
    return item && (JSON.parse(canonicalJson(item)) as Json);
  };
  return names.flatMap((name) => difference(kind, name, textOf(ours, name), textOf(theirs, name)));
};

const parameterDifferences = (ours: Question, theirs: Question): Difference[] => {
  const names = [...new Set([...Object.keys(theirs.parameters), ...Object.keys(ours.parameters)])].sort();
  return names.flatMap((name) => difference('parameter', name, ours.parameters[name], theirs.parameters[name]));
};

/**
 * What differs between a manifest and the one of the same question asked here, each by name. Checkpoints are not
 * compared: a later one covers the same events.
 */
export const compareManifests = (ours: Manifest, theirs: Manifest): readonly Difference[] => [
  ...difference('log', 'log id', ours.log.id, theirs.log.id),
  ...difference('log', 'epoch', ours.log.epoch, theirs.log.epoch),
  ...difference('log', 'position', ours.log.position, theirs.log.position),
  ...difference('question', 'kind', ours.question.kind, theirs.question.kind),
  ...difference('question', 'name', ours.question.name, theirs.question.name),
  ...parameterDifferences(ours.question, theirs.question),
  ...difference('parameter', 'by', ours.by, theirs.by),
  ...difference('parameter', 'at', ours.at, theirs.at),
  ...difference('parameter', 'masked', ours.masked, theirs.masked),
  ...difference('code', 'version', ours.code.version, theirs.code.version),
  ...difference('code', 'build', ours.code.build, theirs.code.build),
  ...differences('projection', ours.projections, theirs.projections, ({ name }) => name),
  ...differences('policy', ours.policies, theirs.policies, ({ file, version }) => `${file} ${version}`),
  ...difference('time-zone-data', 'time-zone data', ours.timeZoneData, theirs.timeZoneData),
  ...difference('rows', 'number of rows', ours.rows.count, theirs.rows.count),
  ...difference('rows', 'digest of the rows', ours.rows.sha256, theirs.rows.sha256),
];
