import { timerMessage } from '@ledgerdesk/application';
import { type ArmedTimer, firingOf } from '@ledgerdesk/projections';

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
