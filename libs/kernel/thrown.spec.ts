import { asError, describeError, errorCodeOf, messageOf, receivedError, sentError } from './thrown.js';

class DiskBroken extends Error {
  readonly code = 'disk-broken';
}
class Defect extends Error {}

const throwing = (name: string): Error =>
  Object.defineProperty(new Error('hidden'), name, {
    get: () => {
      throw new Error('This getter throws.');
    },
  });
/** As an error of a native module arrives in another thread. */
const cloned = (): unknown => structuredClone({ code: 'SQLITE_IOERR' });
const unreadable = (): unknown =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('This proxy throws.');
      },
    },
  );
const cyclic = (): unknown => {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
};
const withItself = (): Error => {
  const error = new AggregateError([], '');
  error.errors.push(error, new Error('inner'));
  error.cause = error;
  return error;
};

const THROWN: readonly (readonly [string, () => unknown, string])[] = [
  ['an Error', () => new Error('broken'), 'broken'],
  ['an Error without a message', () => new Defect(), 'Defect'],
  ['a subclass with a cause', () => new DiskBroken('EIO', { cause: new Error('sector 7') }), 'EIO'],
  ['a string', () => 'broken', 'broken'],
  ['a number', () => 7, '7'],
  ['a symbol', () => Symbol('s'), 'Symbol(s)'],
  ['null', () => null, 'null'],
  ['undefined', () => undefined, 'undefined'],
  ['a plain object', () => ({ reason: 'broken' }), '{"reason":"broken"}'],
  ['a plain object with a message', () => ({ message: 'broken' }), 'broken'],
  ['an object without anything', () => ({}), 'an object without a message'],
  ['an object without a prototype', () => Object.create(null) as unknown, 'an object without a message'],
  ['a list', () => ['a', 'b'], 'Array'],
  ['a function', () => () => 1, 'Function'],
  ['a cloned error of SQLite', cloned, 'SQLITE_IOERR'],
  ['an AggregateError', () => new AggregateError([new Error('a'), 'b'], 'all failed'), 'all failed (a; b)'],
  ['an AggregateError without a message', () => new AggregateError([new Error('a'), new Error('b')]), 'a; b'],
  ['an Error whose message cannot be read', () => throwing('message'), 'Error'],
  ['an Error whose stack cannot be read', () => throwing('stack'), 'hidden'],
  ['an Error whose code cannot be read', () => throwing('code'), 'hidden'],
  ['an Error whose cause cannot be read', () => throwing('cause'), 'hidden'],
  ['what cannot be read at all', unreadable, 'an object without a message'],
  ['a cyclic object', cyclic, 'an object without a message'],
];

describe('anything that is thrown', () => {
  it.each(THROWN)('has a message: %s', (_what, make, message) => {
    expect(messageOf(make())).toBe(message);
  });

  it.each(THROWN)('keeps its message, class and code in another thread: %s', (_what, make, message) => {
    const thrown = make();
    const received = receivedError(structuredClone(sentError(thrown)));
    expect(received).toBeInstanceOf(Error);
    expect([messageOf(received), errorCodeOf(received)]).toEqual([message, errorCodeOf(thrown)]);
    expect(describeError(received)).toContain(message);
    for (const text of [describeError(received), describeError(thrown), String(received)])
      expect(text).not.toContain('[object');
  });

  it('keeps the cause of an error, up to a depth, also if an error is its own cause', () => {
    const received = receivedError(structuredClone(sentError(new DiskBroken('EIO', { cause: new Error('sector 7') }))));
    expect(received).toMatchObject({ name: 'DiskBroken', code: 'disk-broken', cause: { message: 'sector 7' } });
    expect(JSON.stringify(sentError(withItself())).length).toBeLessThan(100_000);
    expect(messageOf(withItself())).toContain('inner');
  });

  it('is an Error: itself, or one about it', () => {
    const error = new DiskBroken('EIO');
    expect(asError(error)).toBe(error);
    expect(asError({ code: 'SQLITE_IOERR' })).toMatchObject({ code: 'SQLITE_IOERR' });
    expect(asError('broken').message).toBe('broken');
  });

  it('is described by its message if it has a code, and as a defect by its stack, with the name of its class', () => {
    expect(describeError(new DiskBroken('EIO'))).toBe('EIO');
    expect(describeError(new Defect('x'))).toMatch(/^Defect: x\n {4}at .*thrown\.spec/);
  });
});
