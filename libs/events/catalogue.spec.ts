import { subjectOf } from './subject.js';
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
    for (const { type, sample, personal, subject } of definitions) {
      const clear = Object.keys(sample).filter((field) => !personal.includes(field));
      if (subject !== null) expect(clear).toContain(subject.field);
      if (subject?.kind === 'member') expect(clear).toContain('teamId');
      expect([type, subject !== null]).toEqual([type, personal.length > 0]);
      expect([type, subjectOf({ type, data: sample }) !== undefined]).toEqual([type, personal.length > 0]);
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
