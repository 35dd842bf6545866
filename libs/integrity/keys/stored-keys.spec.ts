import { MemoryKeyStore } from '../../../test/support/sealing/memory-key-store.js';
import { Findings } from '../findings.js';
import { checkStoredKeys } from './stored-keys.js';

describe('the stored keys', () => {
  it('are sound if each opens, and name the secret of requests if that does not', async () => {
    const [keys, sound, damaged] = [new MemoryKeyStore(), new Findings(), new Findings()];
    await keys.keyFor({ kind: 'member', id: 'acme.aiko' });
    await checkStoredKeys(keys, sound.report);
    expect(sound.all).toEqual([]);
    keys.shared.isRequestKeyDamaged = true;
    await checkStoredKeys(keys, damaged.report);
    expect(damaged.all).toMatchObject([
      { code: 'key-unusable', state: 'unknown', place: 'secret requests of requests' },
    ]);
  });
});
