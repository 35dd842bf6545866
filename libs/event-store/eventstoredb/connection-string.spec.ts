import { parseConnection } from './connection-string.js';

describe('a connection string', () => {
  it.each(['esdb', 'kurrentdb', 'kurrent', 'kdb'])('may have the scheme %s, with and without +discover', (scheme) => {
    expect(parseConnection(`${scheme}://a`)).toMatchObject({ hosts: [{ host: 'a', port: 2113 }], isCluster: false });
    expect(parseConnection(`${scheme}+discover://a:1`)).toMatchObject({
      hosts: [{ host: 'a', port: 1 }],
      isCluster: true,
    });
  });

  it.each(['esdb://a:1,b,c:3?tls=false', 'esdb+discover://a:1,b,c:3?tls=false', 'kdb://a:1,b,c:3/?tls=false'])(
    'names all its hosts as seeds of a cluster: %s',
    (connection) => {
      expect(parseConnection(connection)).toMatchObject({
        hosts: [
          { host: 'a', port: 1 },
          { host: 'b', port: 2113 },
          { host: 'c', port: 3 },
        ],
        isCluster: true,
        tls: undefined,
      });
    },
  );

  it('may have IPv6 addresses in brackets', () => {
    expect(parseConnection('esdb://[::1]:7,[fd00::2]').hosts).toEqual([
      { host: '::1', port: 7 },
      { host: 'fd00::2', port: 2113 },
    ]);
  });

  it('uses TLS unless it says otherwise', () => {
    expect(parseConnection('esdb://a').tls).toEqual({ authority: null, clientKey: null, clientCertificate: null });
    expect(parseConnection('esdb://a?tls=true').tls).toBeDefined();
  });

  it.each([
    ['esdb://ops:s3cret@a', 's3cret'],
    ['esdb://ops:p%40ss%3Aw%2Fo%3Frd@a', 'p@ss:w/o?rd'],
    ['esdb://ops:p@ss:w/ord@a', 'p@ss:w/ord'],
  ])('has the whole password of %s', (connection, password) => {
    expect(parseConnection(connection)).toMatchObject({
      hosts: [{ host: 'a', port: 2113 }],
      credentials: { username: 'ops', password },
    });
  });

  it('has its options, whatever their case', () => {
    expect(
      parseConnection(
        'esdb://a?TLS=false&node_preference=readOnlyReplica&gossipTimeout=2&keepAliveInterval=-1&' +
          'KEEP-ALIVE-TIMEOUT=20000&connectionName=engine@1',
      ),
    ).toMatchObject({
      hosts: [{ host: 'a', port: 2113 }],
      credentials: undefined,
      tls: undefined,
      nodePreference: 'read_only_replica',
      gossipMs: 2_000,
      keepAliveMs: undefined,
      keepAliveTimeoutMs: 20_000,
      connectionName: 'engine@1',
      warnings: [],
    });
  });

  it('warns of what has no effect, without showing the password', () => {
    const { warnings } = parseConnection(
      'esdb://ops:s3cret@a?tlsVerifyCert=false&maxDiscoverAttempts=3&defaultDeadline=9&colour=red',
    );
    expect(warnings).toEqual([
      'EVENTSTORE_URL: maxDiscoverAttempts has no effect: the engine has timeouts and retries of its own.',
      'EVENTSTORE_URL: defaultDeadline has no effect: the engine has timeouts and retries of its own.',
      'EVENTSTORE_URL: tlsVerifyCert=false has no effect: certificates are verified.',
      'EVENTSTORE_URL: colour is not known, and has no effect.',
    ]);
    expect(parseConnection('esdb://a?tls=false&tlsVerifyCert=false').warnings).toEqual([]);
  });

  it.each([
    ['http://localhost:2113', /should be esdb:\/\/host:port/],
    ['esdb://', /should be esdb:\/\/host:port/],
    ['esdb://a:b:c', /each host should be host:port/],
    ['esdb://a:70000', /each host should be host:port/],
    ['esdb://a,,b', /each host should be host:port/],
    ['esdb://admin@a', /should have a user and a password/],
    ['esdb://admin:secret@a?tls=false', /with tls=false the user and password would not be sent/],
    ['esdb://admin:secret%@a', /the password has a % that begins no percent-encoded character/],
    ['esdb://admin:sec?ret@a', /EVENTSTORE_URL is "esdb:\/\/\*\*\*@a"/],
    ['esdb://a?tls=perhaps', /tls should be true or false/],
    ['esdb://a?tlsVerifyCert=perhaps', /tlsVerifyCert should be true or false/],
    ['esdb://a?gossipTimeout=soon', /gossipTimeout should be an integer/],
    ['esdb://a?keepAliveInterval=0', /keepAliveInterval should be a number of milliseconds/],
    ['esdb://a?nodePreference=best', /nodePreference should be leader, follower/],
    ['esdb://a?tls', /its options should be \?key=value/],
    ['esdb://a?tlsCAFile=/no/such/file', /the file of tlsCAFile cannot be read: ENOENT/],
    ['esdb://a?userCertFile=package.json', /userCertFile and userKeyFile belong together/],
  ])('is refused if it is %s, and its password is never shown', (connection, why) => {
    const parse = () => parseConnection(connection);
    expect(parse).toThrow(why);
    expect(parse).toThrow(expect.objectContaining({ code: 'invalid-settings' }) as Error);
    expect(parse).not.toThrow(/secret|sec\?ret/);
  });
});
