import { passedFlags, withoutDebugger } from './node-flags.js';

describe('the flags of Node.js for a process', () => {
  it('are those of certificates and cryptography', () => {
    const passed = [
      '--use-openssl-ca',
      '--use-system-ca',
      '--force-fips',
      '--openssl-config=/etc/own.cnf',
      '--openssl-config',
      '/etc/own.cnf',
      '--openssl-legacy-provider',
      '--tls-min-v1.3',
    ];
    const kept = [
      '--inspect=0.0.0.0:9229',
      '--cpu-prof',
      '--import',
      './tracing.mjs',
      '-e',
      'code',
      '--tls-keylog=keys',
    ];
    expect(passedFlags([...kept, ...passed, ...kept])).toEqual(passed);
  });

  it('start no debugger', () => {
    const optionsOf = (options: string) => withoutDebugger({ TZ: 'UTC', NODE_OPTIONS: options });
    for (const flag of [
      '--inspect',
      '--inspect=9229',
      '--inspect-brk',
      '--inspect-port=0',
      '--debug-port 0',
      '--inspect-publish-uid=http',
    ])
      expect(optionsOf(`--use-openssl-ca ${flag} --max-http-header-size=9000`)).toEqual({
        TZ: 'UTC',
        NODE_OPTIONS: '--use-openssl-ca  --max-http-header-size=9000',
      });
    expect(optionsOf('--inspect-wait')).toEqual({ TZ: 'UTC', NODE_OPTIONS: '' });
    expect(optionsOf('--require=./a--inspect.js')).toEqual({ TZ: 'UTC', NODE_OPTIONS: '--require=./a--inspect.js' });
    expect(withoutDebugger({ TZ: 'UTC' })).toEqual({ TZ: 'UTC' });
  });
});
