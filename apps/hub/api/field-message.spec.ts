import { fieldMessage } from './field-message.js';

describe('the message of a field', () => {
  it.each([
    ['teamId', 'teamId must be 1 to 64 letters, digits, - or _', 'Must be 1 to 64 letters, digits, - or _.'],
    ['billing.seats', 'seats must be an integer number', 'Must be an integer number.'],
    ['name', 'name must have 1 to 256 bytes', 'Must be neither empty nor too long.'],
    ['name', '入力してください。', '入力してください。'],
    ['timeZone', 'Keine Zeitzone', 'Keine Zeitzone.'],
  ])('of %s, %j, is %j', (field, message, shown) => {
    expect(fieldMessage({ field, message })).toBe(shown);
  });
});
