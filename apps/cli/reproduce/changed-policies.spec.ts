import { sample } from '../../../libs/event-store/contract/samples.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { createHash } from 'node:crypto';
import { changedPolicies } from './changed-policies.js';

const textOf = (version: string): string => `{"version":"${version}"}`;
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
const VERSIONS = ['2026-10', '2026-11'];
const policies = VERSIONS.map((version) => ({ file: 'prices', version, sha256: sha256Of(textOf(version)) }));

const logWith = async (texts: Readonly<Record<string, string>>): Promise<MemoryEventStore> => {
  const log = new MemoryEventStore();
  for (const { file: name, version: policyVersion, sha256 } of policies) {
    const data = { name, policyVersion, sha256, text: texts[policyVersion] ?? textOf(policyVersion) };
    await log.append('policy-prices', 'any', [sample({ type: 'PolicyVersionUsed', data: JSON.stringify(data) })]);
  }
  return log;
};

describe('the policies of a manifest', () => {
  it('are as they were', async () => {
    expect(await changedPolicies(await logWith({}), { policies }, [])).toEqual([]);
  });

  it('name an older version whose text in the log was changed', async () => {
    const log = await logWith({ '2026-10': '{"version":"2026-1O"}' });
    expect(await changedPolicies(log, { policies }, [])).toMatchObject([{ kind: 'policy', name: 'prices 2026-10' }]);
  });

  it('name an older version whose file was changed', async () => {
    const text = '{"version":"2026-10" }';
    const file = { name: 'prices', version: '2026-10', sha256: sha256Of(text), text } as const;
    expect(await changedPolicies(await logWith({}), { policies }, [file])).toMatchObject([
      { kind: 'policy', name: 'prices 2026-10' },
    ]);
  });
});
