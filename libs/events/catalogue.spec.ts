import { EVENT_TYPES, EVENTS_BY_CATEGORY } from './catalogue.js';

describe('the event catalogue', () => {
  const definitions = Object.values(EVENTS_BY_CATEGORY).flat();

  it('defines each event type once', () => {
    expect(EVENT_TYPES).toHaveLength(definitions.length);
  });

  it('has an upcaster for every version before the current one', () => {
    for (const definition of definitions) expect(definition.upcasters).toHaveLength(definition.version - 1);
  });

  it('lists only personal fields that exist', () => {
    for (const { sample, personal } of definitions)
      expect(Object.keys(sample)).toEqual(expect.arrayContaining([...personal]));
  });

  it('names the person whom personal fields are about by a field that is not personal itself', () => {
    const exempt = ['TeamRegistered', 'AccountManagerAssigned', 'AddOnInquiryClosed'];
    for (const { type, sample, personal, subject } of definitions) {
      if (subject !== null) expect(Object.keys(sample).filter((field) => !personal.includes(field))).toContain(subject);
      expect([type, subject !== null]).toEqual([type, personal.length > 0 && !exempt.includes(type)]);
    }
  });

  it('has teamId and requesterId in every ticket, chat and callback event, so row keys need no other event', () => {
    for (const { sample } of [
      ...EVENTS_BY_CATEGORY.ticket,
      ...EVENTS_BY_CATEGORY.callback,
      ...EVENTS_BY_CATEGORY.chat,
    ]) {
      expect(Object.keys(sample)).toEqual(expect.arrayContaining(['teamId', 'requesterId']));
    }
  });
});
