import type { KeyStore } from '@ledgerdesk/sealing';
import { subjectLabel } from '@ledgerdesk/sealing';
import { type Finding, unknown } from '../finding.js';
import type { Report } from '../findings.js';

const PAGE = 500;

const unusable = (place: string, masterKeyId: string): Finding =>
  unknown('key-unusable', place, `the master key ${masterKeyId} does not unwrap it`);

/**
 * Unwraps every stored key and secret, also keys of those who have written nothing. A key that was moved to another
 * subject, or whose bytes were changed, does not open; neither does one of which the master key is not at hand.
 */
export const checkStoredKeys = async (
  keys: Pick<KeyStore, 'keys' | 'engineSecrets'>,
  report: Report,
  onPage: (keys: number) => Promise<void> | void = () => undefined,
): Promise<void> => {
  for (const { id, name, masterKeyId, opens } of await keys.engineSecrets())
    if (!opens) report(unusable(`secret ${id} of ${name}`, masterKeyId));
  for (let after = ''; ;) {
    const page = await keys.keys(after, PAGE);
    for (const { id, subject, masterKeyId, opens } of page)
      if (!opens) report(unusable(`key ${id} of ${subjectLabel(subject)}`, masterKeyId));
    await onPage(page.length);
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) return;
  }
};
