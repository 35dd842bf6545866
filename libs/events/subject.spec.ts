import { definitionOf, type EventType } from './catalogue.js';
import { withErasedFields } from './erased-fields.js';
import { subjectOf } from './subject.js';

const sampleOf = (type: EventType): Readonly<Record<string, unknown>> => ({ ...definitionOf(type)?.sample });
const subjectOfSample = (type: EventType, differing: Readonly<Record<string, unknown>> = {}) =>
  subjectOf({ type, data: { ...sampleOf(type), ...differing } });

describe('the subject of an event', () => {
  it.each<[EventType, string, string]>([
    ['TicketReplied', 'member', 'acme.aiko'],
    ['ChatMessagePosted', 'member', 'acme.aiko'],
    ['MemberAdded', 'member', 'acme.aiko'],
    ['AddOnInquiryClosed', 'member', 'acme.aiko'],
    ['AgentRegistered', 'agent', 'kenji'],
    ['AccountManagerAssigned', 'account-manager', 'acme'],
  ])('of %s is the %s %s', (type, kind, id) => {
    expect(subjectOfSample(type)).toEqual({ kind, id });
  });

  it('is unknown without personal fields, of an unknown type, and if the event does not name it', () => {
    expect(subjectOfSample('TicketAssigned')).toBeUndefined();
    expect(subjectOf({ type: 'Whatever', data: { memberId: 'aiko' } })).toBeUndefined();
    expect(subjectOfSample('AddOnInquiryClosed', { memberId: null })).toBeUndefined();
  });

  it.each(['null', '7', '"acme"', '[]'])('is unknown in a damaged log, where the data is %s', (data) => {
    expect(subjectOf({ type: 'TicketReplied', data: JSON.parse(data) as object })).toBeUndefined();
  });
});

describe('the data of an event whose subject was erased', () => {
  it('has an empty value of the same type in each personal field that is missing', () => {
    const { body: _, attachments: __, ...clear } = sampleOf('TicketReplied');
    expect(withErasedFields('TicketReplied', clear)).toEqual({ ...clear, body: '', attachments: [] });
  });

  it('keeps what is in the clear, such as null', () => {
    const clear = { ...sampleOf('TicketViewSaved'), q: null };
    expect(withErasedFields('TicketViewSaved', clear)).toEqual(clear);
    expect(withErasedFields('Whatever', { id: 'a' })).toEqual({ id: 'a' });
  });
});
