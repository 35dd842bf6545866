import { firstValueFrom, Subject, toArray } from 'rxjs';
import { START } from './port.js';
import { subscription } from './subscription.js';

describe('a subscription to a log', () => {
  it('fails if the log can no longer be watched for appends, instead of failing its process', async () => {
    const appended = new Subject<void>();
    const messages = subscription({
      readPage: async () => ({ events: [], scannedTo: START, scannedToId: undefined, end: true }),
      appended,
      after: START,
      filter: {},
      ready: async () => undefined,
    });
    const received = firstValueFrom(messages.pipe(toArray()));
    appended.error(new Error('disk I/O error'));
    await expect(received).rejects.toThrow('disk I/O error');
  });
});
