import { anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import type { TicketViewFilter } from '@ledgerdesk/events';
import type { SaveTicketView } from './commands.js';
import { memberDecider } from './decide.js';
import { activeMember } from './active-member.js';
import { MAX_VIEWS, MAX_VIEWS_SAVED } from './views.js';

const AT = '2026-11-27T07:30:00.000Z';
const keys = { teamId: 'acme', memberId: 'aiko' };
const EVERYTHING: TicketViewFilter = {
  status: null,
  product: null,
  issueType: null,
  openedFrom: null,
  openedTo: null,
  sort: null,
  order: null,
};
const save = (
  differing: Partial<Pick<SaveTicketView, 'viewId' | 'name' | 'q'>> = {},
  filter: Partial<TicketViewFilter> = {},
): SaveTicketView => ({
  type: 'SaveTicketView',
  at: AT,
  ...keys,
  viewId: 'v-1',
  name: 'Overdue',
  q: null,
  filter: { ...EVERYTHING, ...filter },
  ...differing,
});
const remove = (viewId = 'v-1') => ({ type: 'RemoveTicketView' as const, at: AT, ...keys, viewId });

const member = deciderTest(memberDecider, { policies, team: aTeam() }).after({
  type: 'AddMember',
  at: AT,
  ...keys,
  name: 'Aiko Sato',
  email: 'aiko@acme.example',
  language: 'ja',
  roles: ['team_admin'],
});
const named = (count: number) => Array.from({ length: count }, (_, index) => save({ viewId: `v-${index + 1}` }));

describe("saving a view of one's tickets", () => {
  it('H4 keeps name, search and filter', () => {
    const filter = { ...EVERYTHING, status: 'past' as const, sort: 'dueAt' as const };
    member
      .when(save({ q: 'proxy' }, filter))
      .then({ type: 'TicketViewSaved', data: { ...keys, viewId: 'v-1', name: 'Overdue', q: 'proxy', filter } });
    expect(member.after(save({ q: 'proxy' }, filter)).state?.views).toEqual([
      { viewId: 'v-1', name: 'Overdue', q: 'proxy', filter },
    ]);
  });

  it('H4 writes over the view of the same id', () => {
    expect(
      member
        .after(save(), save({ viewId: 'v-2', name: 'Dash' }), save({}, { product: 'dash' }))
        .state?.views.map(({ viewId, filter }) => [viewId, filter.product]),
    ).toEqual([
      ['v-2', null],
      ['v-1', 'dash'],
    ]);
  });

  it('changes nothing where nothing differs, and cannot tell where something is searched for', () => {
    member
      .after(save({}, { status: 'open' }))
      .when(save({}, { status: 'open' }))
      .thenNothing();
    member
      .after(save({ q: 'proxy' }))
      .when(save({ q: 'proxy' }))
      .then('TicketViewSaved');
    member
      .after(save({ q: 'proxy' }))
      .when(save())
      .then('TicketViewSaved');
  });

  it('R4 takes products and issue types of the taxonomy, retired products too', () => {
    member.when(save({}, { product: 'nothing' })).thenRefused('unknown-product', { reason: 'invalid' });
    member
      .when(save({}, { issueType: 'nothing' }))
      .thenRefused('unknown-issue-type', { reason: 'invalid', rule: 'R4' });
    const [retired] = policies.taxonomy.products.filter(({ status }) => status === 'retired');
    member.when(save({}, { product: retired?.id ?? '' })).then('TicketViewSaved');
  });

  it('refuses a time in which nothing can be opened', () => {
    member.when(save({}, { openedFrom: AT, openedTo: AT })).thenRefused('view-never-matches', { reason: 'invalid' });
    member.when(save({}, { openedFrom: AT, openedTo: '2026-11-27T07:30:00.001Z' })).then('TicketViewSaved');
  });

  it('is for fifty views; those can still be written over, and one removed makes room for another', () => {
    const crowded = member.after(...named(MAX_VIEWS));
    crowded.when(save({ viewId: 'v-51' })).thenRefused('too-many-views', { reason: 'conflict' });
    crowded.when(save({}, { status: 'open' })).then('TicketViewSaved');
    crowded
      .after(remove())
      .when(save({ viewId: 'v-51' }))
      .then('TicketViewSaved');
  });

  it('ends before the stream is full, so that a membership can always be ended', () => {
    const busy = deciderTest(memberDecider, { policies, team: aTeam() }, anAdmin({ viewsSaved: MAX_VIEWS_SAVED }));
    busy.when(save()).thenRefused('too-many-view-changes', { reason: 'conflict' });
    busy.when({ type: 'DeactivateMember', at: AT, ...keys }).then('MemberDeactivated');
  });

  it('E2 is for active members', () => {
    member
      .after({ type: 'DeactivateMember', at: AT, ...keys })
      .when(save())
      .thenRefused('member-inactive', { rule: 'E2' });
  });

  it('V4 changes nothing about what a member may do', () => {
    expect(activeMember(member.after(save(), remove()).state)).toEqual({ ...member.state, viewsSaved: 1 });
  });
});

describe('removing a view', () => {
  it('is done once', () => {
    const kept = member.after(save());
    kept.when(remove()).then({ type: 'TicketViewRemoved', data: { ...keys, viewId: 'v-1' } });
    kept.after(remove()).when(remove()).thenRefused('view-not-found', { reason: 'not-found' });
    expect(kept.after(remove()).state?.views).toEqual([]);
  });
});
