import type { KeyStore } from '@ledgerdesk/sealing';
import { subjectLabel } from '@ledgerdesk/sealing';
import { unknown } from '../finding.js';
import type { Report } from '../findings.js';

const PAGE = 500;

/**
 * Unwraps every stored key, also of those who have written nothing. A key that was moved to another subject, or whose
 * bytes were changed, does not open; neither does one of which the master key is not at hand.
 */
export const checkStoredKeys = async (
  keys: Pick<KeyStore, 'keys'>,
  report: Report,
  onPage: (keys: number) => Promise<void> | void = () => undefined,
): Promise<void> => {
  for (let after = ''; ;) {
    const page = await keys.keys(after, PAGE);
    for (const { id, subject, masterKeyId, opens } of page)
      if (!opens) {
        const detail = `the master key ${masterKeyId} does not unwrap it`;
        report(unknown('key-unusable', `key ${id} of ${subjectLabel(subject)}`, detail));
      }
    await onPage(page.length);
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) return;
  }
};
