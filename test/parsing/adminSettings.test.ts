import { describe, expect, test } from 'vitest';
import { readAdminSettings } from '../../src/clients/adminSettings';
import { kafka28zk } from '../../src/profiles/kafka28zk';
import { kafka39zk } from '../../src/profiles/kafka39zk';
import { kafka43kraft } from '../../src/profiles/kafka43kraft';

const read = (settings: Readonly<Record<string, string>>, profile = kafka43kraft) =>
  readAdminSettings(new Map(Object.entries(settings)), profile.adminClient);
const message = (settings: Readonly<Record<string, string>>, profile = kafka43kraft) => {
  const result = read(settings, profile);
  return 'thrown' in result ? result.thrown.message : undefined;
};

describe('an admin client checks its settings as each release does', () => {
  test('numbers are of their type and range, and the first in the order of the definitions is told', () => {
    expect(message({ 'request.timeout.ms': '5000000000' })).toBe(
      'Invalid value 5000000000 for configuration request.timeout.ms: Not a number of type INT',
    );
    expect(message({ 'metadata.max.age.ms': '5000000000' })).toBeUndefined();
    expect(message({ 'send.buffer.bytes': '-2' })).toBe(
      'Invalid value -2 for configuration send.buffer.bytes: Value must be at least -1',
    );
    expect(message({ 'connections.max.idle.ms': '-5' })).toBeUndefined();
    expect(message({ retries: 'y', 'reconnect.backoff.ms': 'x' })).toBe(
      'Invalid value x for configuration reconnect.backoff.ms: Not a number of type LONG',
    );
  });

  test('a protocol that does not exist is refused before the client is made since 3.x, while it is made in 2.8', () => {
    expect(message({ 'security.protocol': 'FOO' })).toBe(
      'Invalid value FOO for configuration security.protocol: String must be one of (case insensitive): SASL_SSL, ' +
        'PLAINTEXT, SSL, SASL_PLAINTEXT',
    );
    expect(message({ 'security.protocol': 'FOO' }, kafka28zk)).toBe('Failed to create new KafkaAdminClient');
    expect(message({ 'security.protocol': 'plaintext' }, kafka28zk)).toBeUndefined();
  });

  test('settings that only some releases know are checked there alone', () => {
    expect(message({ 'auto.include.jmx.reporter': 'abc' }, kafka39zk)).toMatch(/^Invalid value abc/);
    expect(message({ 'auto.include.jmx.reporter': 'abc' })).toBeUndefined();
    expect(message({ 'enable.metrics.push': 'abc' }, kafka28zk)).toBeUndefined();
    expect(message({ 'client.dns.lookup': 'default' }, kafka28zk)).toBeUndefined();
    expect(message({ 'client.dns.lookup': 'default' })).toMatch(/^Invalid value default/);
  });

  test(
    'a longer request.timeout.ms moves the limit of a call with a warning; a shorter limit of a call is ' + 'refused',
    () => {
      expect(read({ 'request.timeout.ms': '70000', 'client.id': 'mine' })).toEqual({
        apiTimeoutMs: 70_000,
        warnings: [
          {
            message:
              '[AdminClient clientId=mine] Overriding the default value for default.api.timeout.ms (0) with the ' +
              'explicitly configured request timeout 70000',
            logger: 'org.apache.kafka.clients.admin.KafkaAdminClient',
          },
        ],
      });
      expect(message({ 'default.api.timeout.ms': '1000' })).toBe('Failed to create new KafkaAdminClient');
      expect(read({ 'default.api.timeout.ms': '1000', 'request.timeout.ms': '1000' })).toEqual({
        apiTimeoutMs: 1000,
        warnings: [],
      });
    },
  );

  test('2.8 tells in the order of its hash table what it did not use, ssl.* of a plain connection among them', () => {
    const settings = {
      'ssl.truststore.location': '/x',
      'sasl.mechanism': 'PLAIN',
      'ssl.protocol': 'TLS',
      retries: '5',
      'no.such.key': '1',
      another: '2',
      'foo.bar': '3',
    };
    const told = read(settings, kafka28zk);
    expect('warnings' in told && told.warnings.map(({ message: text }) => /'(.*?)'/.exec(text)?.[1])).toEqual([
      'ssl.protocol',
      'ssl.truststore.location',
      'foo.bar',
      'another',
      'no.such.key',
    ]);
    expect(read(settings, kafka39zk)).toMatchObject({ warnings: [] });
  });
});
