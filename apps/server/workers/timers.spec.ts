import { timerMessage } from '@ledgerdesk/application';
import { type ArmedTimer, firingOf } from '@ledgerdesk/projections';
import type { ProjectionStatus } from '@ledgerdesk/runtime';
import { Subject } from 'rxjs';
import { ManualTime } from '../../../test/support/manual-time.js';
import { timerChanges } from './timers.js';

const response = {
  ticketId: 't-1',
  teamId: 'acme',
  requesterId: 'aiko',
  clock: 1,
  dueAt: '2026-11-27T11:30:00.000Z',
};
const risk: ArmedTimer = { kind: 'response-risk', at: '2026-11-27T10:30:00.000Z', ...response };
const breach: ArmedTimer = { kind: 'response-breach', at: response.dueAt, ...response };

const messageOf = (timer: ArmedTimer) => timerMessage(firingOf(timer), 'acme');

describe('a due timer', () => {
  /** Command ids are in logs: a timer that fires again after an upgrade must repeat its command. */
  it.each<readonly [ArmedTimer, string, string, object]>([
    [
      risk,
      'fdcf0cb4-1595-5788-9f8a-71ac31b4506e',
      'z4XfGWHe7UUubpiaTqJ-wphdDkz7wnX0UfvEIqEekJk',
      { ticketId: 't-1', input: { type: 'RecordResponseRisk', clock: 1, dueAt: response.dueAt } },
    ],
    [
      breach,
      'b982eb6d-accd-5d6f-b282-70e53be803b8',
      'VZd4BF4GDQUiuHJneBDpsFyAa6Zj4lhM70NHc6juVFw',
      { ticketId: 't-1', input: { type: 'RecordResponseBreach', clock: 1, dueAt: response.dueAt } },
    ],
    [
      {
        kind: 'feature-digest',
        at: '2027-01-01T00:00:00.000Z',
        teamId: 'acme',
        quarter: '2026-Q4',
        addOns: { dropbox: null },
      },
      '16be13ee-500e-5fb5-9c4c-65487a53f558',
      'XgSWO6ycmpGGv_V4zKV4u78WzAJeefQDNoEtAUPAcMU',
      { input: { type: 'SendFeatureDigest', teamId: 'acme', quarter: '2026-Q4' } },
    ],
    [
      { kind: 'consultant-release', at: '2026-11-27T07:35:00.000Z', consultantId: 'kenji', appointmentId: 'con-1' },
      'c2225871-8540-5bb5-ac21-376e10041cf2',
      'OCXl01jqsJncqf38G8q4FOP-PrHYwvCBjfCCOEx-iJU',
      { consultantId: 'kenji', input: { type: 'SettleReservation', consultantId: 'kenji', appointmentId: 'con-1' } },
    ],
    [
      { kind: 'add-on-renewal', at: '2026-11-30T15:00:00.000Z', teamId: 'acme', product: 'dropbox' },
      '14610d7e-becf-5844-8074-3c2ae4d309a7',
      'CaXmBZSW81rKzt_5aZBcaBy1QMTOy1iSrpukxwgYGdg',
      {
        teamId: 'acme',
        product: 'dropbox',
        buyer: 'engine',
        input: { type: 'RenewAddOn', dueAt: '2026-11-30T15:00:00.000Z' },
      },
    ],
    [
      { kind: 'ticket-closing', at: '2026-12-11T08:00:00.000Z', ticketId: 't-1' },
      '6db84ec2-dc96-5c40-817f-ab50a6fb956e',
      'KLKIKdbDV41jzpPoE_kJmxbbdseO_-JjFhN2O350rcA',
      { ticketId: 't-1', input: { type: 'CloseSolvedTicket', closesAt: '2026-12-11T08:00:00.000Z' } },
    ],
  ])('R5 sends the same command with the same id as earlier versions: %j', (timer, id, hash, sent) => {
    expect(messageOf(timer)).toEqual({
      ...sent,
      envelope: {
        commandId: id,
        requestHash: hash,
        correlationId: id,
        causationId: id,
        actor: { kind: 'engine', id: 'deadline-clock' },
        tenant: 'acme',
      },
    });
  });

  it('R5 sends different command ids for different kinds, tickets, clocks and due times', () => {
    const others = [
      risk,
      { ...breach, ticketId: 't-2' },
      { ...breach, clock: 2 },
      { ...breach, dueAt: '2026-11-27T12:00:00.000Z' },
    ];
    const ids = [breach, ...others].map(
      (timer) => JSON.stringify(messageOf(timer)).match(/"commandId":"([^"]+)"/)?.[1],
    );
    expect(new Set(ids).size).toBe(5);
  });

  it('R5 sends the same message regardless of the other fields of its row', () => {
    expect(messageOf({ ...breach, at: '2026-11-27T11:00:00.000Z', teamId: 'other' })).toEqual(messageOf(breach));
  });
});

describe('changes of the timers', () => {
  const observed = (isShared: boolean) => {
    const progress = new Subject<readonly ProjectionStatus[]>();
    const time = new ManualTime();
    let count = 0;
    const subscription = timerChanges(progress, { isShared, timers: time }).subscribe(() => (count += 1));
    return {
      time,
      report: (position: number, other = 0) =>
        progress.next([statusOf('response-deadlines', position), statusOf('agent-queue', other)]),
      count: () => count,
      stop: () => subscription.unsubscribe(),
    };
  };
  const statusOf = (name: string, position: number): ProjectionStatus => ({
    name,
    version: 1,
    state: 'running',
    serving: true,
    position: String(position),
    lag: 0,
  });

  it('R5 are noticed at once where this process writes the timers, and reports without a change are not', () => {
    const { report, count, stop } = observed(false);
    report(1);
    report(1, 1);
    report(2, 2);
    report(2, 3);
    expect(count()).toBe(2);
    stop();
  });

  it('R5 are noticed at most once a second where another process writes the timers, and none is missed', async () => {
    const { time, report, count, stop } = observed(true);
    for (let tenth = 0; tenth < 100; tenth += 1) {
      report(tenth);
      await time.advance(100);
    }
    expect(count()).toBe(11);
    await time.advance(1_000);
    report(99);
    expect(count()).toBe(11);
    report(100);
    expect(count()).toBe(12);
    stop();
  });
});
