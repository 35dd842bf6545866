import { behindField } from './form-values.js';

describe('a text that goes on in a form', () => {
  it.each([
    ['', { body: 'Again.' }],
    ['not JSON', { body: 'Again.' }],
    [JSON.stringify({ subject: 'Sync', body: 'Hello.' }), { subject: 'Sync', body: 'Hello.\n\nAgain.' }],
  ])('follows what is in the field: %j', (known, values) => {
    expect(JSON.parse(behindField('body')(known, 'Again.'))).toEqual(values);
  });
});
