import { deciderTest } from '../../../test/support/decider-test.js';
import { commandFrom } from '../../../test/support/sample-command.js';
import { privacyDecider } from './decide.js';
import { PRIVACY_SAMPLES } from './samples.js';

const AT = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T07:31:00.000Z';
const command = commandFrom(PRIVACY_SAMPLES);
const request = command('RequestErasure', AT);
const complete = command('CompleteErasure', LATER);
const key = { erasureId: 'er-1', kind: 'member', subjectId: 'acme.aiko', teamId: 'acme' } as const;

const nothing = deciderTest(privacyDecider, { isKnown: true, isInClear: false });
const requested = nothing.after(request);

describe('the erasure of a person', () => {
  it('is requested once, and a request that is repeated names the first', () => {
    nothing.when(request).then({ type: 'SubjectErasureRequested', data: key });
    requested.when({ ...request, erasureId: 'er-2' }).thenNothing();
    expect(requested.after({ ...request, erasureId: 'er-2' }).state).toEqual({ ...key, completed: false });
  });

  it('is refused for somebody whom the log does not know', () => {
    nothing.withFacts({ isKnown: false }).when(request).thenRefused('subject-not-found', { reason: 'not-found' });
  });

  it('is refused as long as the log holds clear text of the person, and names the command that seals it', () => {
    const { decision } = nothing
      .withFacts({ isInClear: true })
      .when(request)
      .thenRefused('subject-in-clear', { reason: 'conflict' });
    expect(decision).toMatchObject({ message: expect.stringContaining('ledgerdesk reseal') as string });
  });

  it('is completed once, with the numbers of what was erased', () => {
    requested
      .when(complete)
      .then({ type: 'SubjectErased', data: { ...key, tickets: 12, chats: 2, callbacks: 1, inquiries: 1 } });
    requested.after(complete).when(complete).thenNothing();
    requested.after(complete).when(request).thenNothing();
    nothing.when(complete).thenRefused('erasure-not-found', { reason: 'not-found' });
  });
});
