import { OpenResources } from './open-resources.js';

describe('open resources', () => {
  let closed: string[];
  let resources: OpenResources;
  const add = (name: string, error?: Error): void => {
    resources.add({
      close: async () => {
        closed.push(name);
        if (error) throw error;
      },
    });
  };
  beforeEach(() => {
    closed = [];
    resources = new OpenResources();
  });

  it('close once, in reverse order', async () => {
    add('log');
    add('rows');
    await resources.close();
    await resources.close();
    expect(closed).toEqual(['rows', 'log']);
  });

  it('all close if some fail to, and the first error is reported', async () => {
    add('log', new Error('third'));
    add('rows');
    add('outbox', new Error('first'));
    await expect(resources.close()).rejects.toThrow('first');
    expect(closed).toEqual(['outbox', 'rows', 'log']);
  });
});
