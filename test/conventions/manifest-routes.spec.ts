import { isList, isRecord } from '@ledgerdesk/kernel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const published: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'api', 'openapi.json'), 'utf8'));

const memberOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);
const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  isRecord(value) ? Object.entries(value) : [];

const schemas = memberOf(memberOf(published, 'components'), 'schemas');

/** The values inside a value, with those of the schemas to which it refers. */
const insideOf = (value: unknown): readonly unknown[] => {
  const ref = memberOf(value, '$ref');
  if (typeof ref === 'string') return [memberOf(schemas, ref.split('/').at(-1) ?? '')];
  return isList(value) ? value : entriesOf(value).map(([, inside]) => inside);
};

/** True if a response documents a manifest, in its body or its headers. */
const hasManifest = (response: unknown, seen = new Set<unknown>()): boolean => {
  if (response === undefined || response === null || seen.has(response)) return false;
  seen.add(response);
  const isManifest = memberOf(response, '$ref') === '#/components/schemas/Manifest';
  if (isManifest || memberOf(response, 'Ledger-Manifest') !== undefined) return true;
  return insideOf(response).some((inside) => hasManifest(inside, seen));
};

const operations = entriesOf(memberOf(published, 'paths')).flatMap(([path, methods]) =>
  entriesOf(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
);

describe('manifests over HTTP', () => {
  const withManifest = operations.filter(({ operation }) => hasManifest(memberOf(operation, 'responses')));

  it('are on answers for analysts and auditors only: their position tells what others do', () => {
    const callers = withManifest.map(({ operation }) => memberOf(operation, 'x-caller-kinds'));
    expect(callers).toEqual(callers.map(() => ['analyst', 'auditor']));
  });

  it('are on all reports, and on every question about rows', () => {
    const routes = withManifest.map(({ route }) => route);
    const questions = operations
      .map(({ route }) => route)
      .filter((route) => /^GET \/v1\/(?:reports|read-models)\/./.test(route));
    expect(routes).toEqual(expect.arrayContaining([...questions, 'GET /v1/what-if/{whatIfId}']));
  });
});
