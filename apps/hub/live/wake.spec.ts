import { onWake } from './wake.js';

const GLOBALS = ['document', 'addEventListener', 'removeEventListener'] as const;

describe('a machine that wakes', () => {
  const wake = jest.fn();
  let stop: () => void;
  /** Lets the clock go on, with a timer only at the end. */
  const pass = (ms: number): void => {
    jest.setSystemTime(Date.now() + ms - 10_000);
    jest.advanceTimersByTime(10_000);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    const page = new EventTarget();
    const values = { document: page, addEventListener: jest.fn(), removeEventListener: jest.fn() };
    for (const name of GLOBALS) Object.defineProperty(globalThis, name, { value: values[name], configurable: true });
    stop = onWake(wake);
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
    jest.clearAllMocks();
    for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name);
  });

  it('is noticed once, by the time that has passed', () => {
    pass(90_000);
    expect(wake).toHaveBeenCalledTimes(1);
    pass(10_000);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('is not taken for a page in the background, whose timers come once a minute', () => {
    for (let minute = 0; minute < 5; minute += 1) pass(60_000);
    expect(wake).not.toHaveBeenCalled();
  });
});
