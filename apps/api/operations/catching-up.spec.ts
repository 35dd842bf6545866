import type { ProcessStatus, ProjectionStatus } from '@ledgerdesk/runtime';
import { catchingUpIn, unservedIn } from './catching-up.js';

const model = (name: string, position: string, overrides: Partial<ProjectionStatus> = {}): ProjectionStatus => ({
  name,
  version: 1,
  state: 'running',
  serving: true,
  position,
  lag: 0,
  ...overrides,
});
const process = (name: string, position: string, state: ProcessStatus['state'] = 'running'): ProcessStatus => ({
  name,
  state,
  position,
});

describe('what is catching up', () => {
  it('has not reached the head that the log had seconds ago', () => {
    const projections = [model('ticket-list', '100'), model('live-queue', '99')];
    const processes = [process('webhooks', '100'), process('answer-mails', '7')];
    expect(catchingUpIn({ projections, processes }, { earlierHead: '100' })).toEqual(['live-queue', 'answer-mails']);
  });

  it('includes a version that is being built, and nothing that has stopped', () => {
    const projections = [
      model('ticket-list', '100', { state: 'rebuilding', serving: false }),
      model('live-queue', '9', { state: 'poisoned' }),
      model('dashboard', '9', { state: 'failing' }),
    ];
    const processes = [process('webhooks', '9', 'failing'), process('answer-mails', '9', 'waiting')];
    expect(catchingUpIn({ projections, processes }, { earlierHead: '100' })).toEqual(['ticket-list']);
  });

  it('is not known before the log was read', () => {
    expect(catchingUpIn({ projections: [model('a', '1')], processes: null }, { earlierHead: undefined })).toEqual([]);
  });
});

describe('a read model without rows to serve', () => {
  it('has no version that serves', () => {
    const rebuilding = { state: 'rebuilding', serving: false } as const;
    const projections = [model('a', '9', { version: 2, ...rebuilding }), model('a', '9'), model('b', '1', rebuilding)];
    expect(unservedIn(projections)).toEqual(['b']);
  });

  it('is any of them while nothing is known', () => {
    expect(unservedIn([])).toEqual(['read-models']);
  });
});
