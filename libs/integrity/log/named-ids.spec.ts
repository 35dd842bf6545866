import { Findings } from '../findings.js';
import { CheckedEvent } from '../log-check.js';
import { NamedIds } from './named-ids.js';

const event = (type: string, stream: string, data: object) =>
  new CheckedEvent({
    position: '7',
    stream,
    revision: 0,
    id: '41291428-2ffc-8b71-913b-0a64886b0000',
    type,
    version: 1,
    occurredAt: '2026-11-27T07:30:00.000Z',
    recordedAt: '2026-11-27T07:30:00.000Z',
    data: JSON.stringify(data),
    metadata: '{}',
  });

const memberAdded = (memberId: string) => event('MemberAdded', `member-acme.${memberId}`, { teamId: 'acme', memberId });

describe('ids of people', () => {
  const findings = (...ids: readonly string[]) => {
    const [check, found] = [new NamedIds(), new Findings()];
    for (const id of ids) check.check(memberAdded(id));
    check.end(found.report);
    return found.all;
  };

  it.each(['m-7f3a9c', '4711', 'aiko', 'user_0042', 'c2f1e5d0-8b3a'])('are not reported if they are like %s', (id) => {
    expect(findings(id)).toEqual([]);
  });

  it('are counted of agents, consultants and teams too', () => {
    const [check, found] = [new NamedIds(), new Findings()];
    check.check(event('AgentRegistered', 'agent-ren-sato', { agentId: 'ren-sato' }));
    check.check(event('ConsultantReserved', 'consultant-ren-sato', { consultantId: 'ren-sato' }));
    check.check(event('TeamRegistered', 'team-jane@acme.example', { teamId: 'jane@acme.example' }));
    check.end(found.report);
    expect(found.all.map(({ place }) => place)).toEqual(['ids of agents', 'ids of consultants', 'ids of teams']);
  });

  it.each(['aiko@acme.example', 'aiko-tanaka', 'Aiko_Tanaka', 'иван-иванов'])(
    'are counted, and not shown, if they are like %s',
    (id) => {
      const [found, ...others] = findings(id, id, 'm-7f3a9c');
      expect(others).toEqual([]);
      expect(found).toMatchObject({ code: 'id-like-name', state: 'note', place: 'ids of members' });
      expect(found?.detail).toMatch(/^2 look like names/);
      expect(found?.detail).not.toContain(id);
    },
  );
});
