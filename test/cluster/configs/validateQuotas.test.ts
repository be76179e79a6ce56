import { expect, test } from 'vitest';
import {
  isResolvableIp,
  parseQuotaValue,
  validateQuotas,
  type QuotaEntity,
} from '../../../src/cluster/configs/validateQuotas';
import { configCatalog } from '../../../src/profiles/configs/configCatalog';
import type { ProfileId } from '../../../src/profiles/profile';

function refused(id: ProfileId, entity: QuotaEntity, name: string, value: number): string | undefined {
  const failure = validateQuotas(configCatalog(id), entity, new Map([[name, value]]));
  expect(failure?.errorCode ?? 'INVALID_REQUEST').toBe('INVALID_REQUEST');
  return failure?.errorMessage ?? undefined;
}

test('ZooKeeper clusters want whole numbers where the type is one', () => {
  for (const id of ['2.8-zk', '3.9-zk'] as const) {
    expect(refused(id, { user: 'u' }, 'producer_byte_rate', 1.5)).toBe(
      'Configuration producer_byte_rate must be a LONG value',
    );
    // The value is rounded up before it is cut, so no negative one is whole.
    expect(refused(id, { user: 'u' }, 'producer_byte_rate', -5)).toBe(
      'Configuration producer_byte_rate must be a LONG value',
    );
    expect(refused(id, { 'client-id': null }, 'request_percentage', -5)).toBeUndefined();
    expect(refused(id, { ip: '127.0.0.1' }, 'connection_creation_rate', 99999999999)).toBe(
      'Configuration connection_creation_rate must be a INT value',
    );
    expect(refused(id, { ip: '127.0.0.1' }, 'producer_byte_rate', 5)).toBe(
      'Invalid configuration key producer_byte_rate',
    );
  }
});

test('KRaft clusters want positive ones', () => {
  for (const id of ['3.9-kraft', '4.3-kraft'] as const) {
    expect(refused(id, { user: 'u' }, 'producer_byte_rate', 1.5)).toBe(
      'producer_byte_rate cannot be a fractional value.',
    );
    expect(refused(id, { user: 'u' }, 'request_percentage', -5)).toBe(
      'Quota request_percentage must be greater than 0',
    );
    expect(refused(id, { user: 'u' }, 'request_percentage', 12.5)).toBeUndefined();
    expect(refused(id, { ip: '127.0.0.1' }, 'connection_creation_rate', 99999999999)).toBe(
      'Proposed value for connection_creation_rate is too large for an INT.',
    );
  }
});

test('values and addresses', () => {
  expect(parseQuotaValue('producer_byte_rate', '1e3')).toEqual({ kind: 'value', value: 1000 });
  expect(parseQuotaValue('producer_byte_rate', 'lots')).toMatchObject({
    failure: { message: 'Cannot parse quota configuration value for producer_byte_rate: lots' },
  });
  expect(['127.0.0.1', '10.1', '::1', 'localhost'].every(isResolvableIp)).toBe(true);
  expect(['nowhere.invalid', '1.2.3.256', '1.2.3.4.5'].some(isResolvableIp)).toBe(false);
});
