import { isRecord, type Json } from '@ledgerdesk/kernel';
import type { AnsweredQuestion, NamedQuery } from '@ledgerdesk/read-store';

/** A question as manifests have it. */
export interface AskedQuestion {
  readonly kind: AnsweredQuestion<unknown>['kind'];
  readonly name: string;
  readonly parameters: Readonly<Record<string, Json>>;
}

/** The parameter that names what is asked about, by default. */
const MODEL = 'model';

/** A value as JSON has it: without what is undefined. */
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

type Parameters = AskedQuestion['parameters'];

/** The parameters, at every level, with the defaults of those that are absent. */
const withDefaults = (given: Parameters, defaults: Parameters): Parameters => {
  const filled = Object.entries(given).map(([name, value]): [string, Json] => {
    const own = defaults[name];
    return [name, isRecord(value) && isRecord(own) ? withDefaults(value, own) : value];
  });
  return { ...defaults, ...Object.fromEntries(filled) };
};

/** The parameters, at every level, without those that are null: they were left out. */
const withoutNulls = (parameters: Parameters): Parameters =>
  Object.fromEntries(
    Object.entries(parameters)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, isRecord(value) ? withoutNulls(value) : value]),
  );

/**
 * What a manifest says was asked: the parameters of the query, with the defaults of those that are undefined. A query
 * of any read model is named by the model.
 */
export const questionOf = <Params extends object>(
  { name: query, question }: Pick<NamedQuery<Params, never>, 'name' | 'question'>,
  params: Params,
): AskedQuestion => {
  if (!question) throw new RangeError(`Answers of the query "${query}" have no manifest. Declare its question.`);
  const given = asJson(params);
  const { kind, name, namedBy = MODEL, defaults = {} } = question;
  const all = withDefaults(isRecord(given) ? given : {}, defaults);
  if (name !== undefined) return { kind, name, parameters: all };
  const { [namedBy]: named, ...parameters } = all;
  return { kind, name: typeof named === 'string' ? named : '', parameters };
};

/** The query and parameters of a question; undefined if this release has no such question. */
export const queryOf = (
  { kind, name, parameters }: Omit<AskedQuestion, 'kind'> & { readonly kind: string },
  queries: readonly NamedQuery<unknown, unknown>[],
): { readonly query: NamedQuery<unknown, unknown>; readonly params: unknown } | undefined => {
  const asked = queries.filter(({ question }) => question?.kind === kind);
  const query = asked.find(({ question }) => question?.name === name);
  const given = withoutNulls(parameters);
  if (query) return { query, params: given };
  const ofModels = asked.find(({ question }) => question?.name === undefined);
  return ofModels && { query: ofModels, params: { ...given, [ofModels.question?.namedBy ?? MODEL]: name } };
};
