import { javaHashMapOrder } from '../../jvm/hashOrder';
import { javaIntMax, javaLongMax, parseJavaDouble } from '../../jvm/numbers';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import type { ConfigTable } from '../../profiles/configs/configDefinition';
import { failure, type Failure } from '../../protocol/errors';
import { illegalArgument, type ConfigFailure } from './configFailure';

/** Whom quotas are for; null is the default of that kind, e.g. `{ user: 'alice', 'client-id': null }`. */
export interface QuotaEntity {
  readonly user?: string | null;
  readonly 'client-id'?: string | null;
  readonly ip?: string | null;
}

type ParsedQuota =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'failure'; readonly failure: ConfigFailure };

/** A quota's value as kafka-configs reads it (`ConfigCommand.alterQuotaConfigs`). */
export function parseQuotaValue(name: string, text: string): ParsedQuota {
  const parsed = parseJavaDouble(text);
  if (parsed.kind === 'number') return { kind: 'value', value: parsed.value };
  return { kind: 'failure', failure: illegalArgument(`Cannot parse quota configuration value for ${name}: ${text}`) };
}

/** `InetAddress.getByName` without a name service: addresses, and the machine itself. */
export function isResolvableIp(text: string): boolean {
  if (text === '' || text.toLowerCase() === 'localhost') return true;
  if (text.includes(':')) return /^\[?[0-9a-fA-F:.]+(?:%[\w.-]+)?\]?$/.test(text);
  if (!/^\d+(?:\.\d+){0,3}$/.test(text)) return false;
  const parts = text.split('.').map(Number);
  // The last part fills what the others leave of four bytes.
  return parts.every((part, index) => part < (index < parts.length - 1 ? 256 : 256 ** (5 - parts.length)));
}

/**
 * Whether an entity's quotas can be changed (`ZkAdminManager.alterClientQuotas`, `ClientQuotaControlManager`).
 * Combinations of entities that kafka-configs lets nobody ask for are not looked at.
 * @param changes new values; null removes a quota
 */
export function validateQuotas(
  catalog: ConfigCatalog,
  entity: QuotaEntity,
  changes: ReadonlyMap<string, number | null>,
): Failure | undefined {
  if (entity.ip != null && !isResolvableIp(entity.ip))
    return failure('INVALID_REQUEST', `${entity.ip} is not a valid IP or resolvable host.`);
  const table = tableFor(catalog, entity);
  switch (catalog.rules.quotaValues) {
    case 'whole':
      return validateWhole(table, changes);
    case 'positive':
      return validatePositive(table, changes);
  }
}

function tableFor({ quotas }: ConfigCatalog, entity: QuotaEntity): ConfigTable {
  if (entity.ip !== undefined) return quotas.ip;
  return entity.user === undefined ? quotas.client : quotas.user;
}

const tolerance = 1e-6;

function unknownKey(name: string): Failure {
  return failure('INVALID_REQUEST', `Invalid configuration key ${name}`);
}

function validateWhole(table: ConfigTable, changes: ReadonlyMap<string, number | null>): Failure | undefined {
  for (const [name, value] of changes) {
    if (value === null) continue;
    const definition = table.get(name);
    if (definition === undefined) return unknownKey(name);
    if (definition.type === 'STRING') return failure('UNKNOWN_SERVER_ERROR');
    if (definition.type === 'DOUBLE') continue;
    const max = definition.type === 'INT' ? javaIntMax : Number(javaLongMax);
    const whole = Math.max(Math.min(Math.trunc(value + tolerance), max), -max - 1);
    if (Math.abs(whole - value) > tolerance)
      return failure('INVALID_REQUEST', `Configuration ${name} must be a ${definition.type} value`);
  }
  return undefined;
}

function validatePositive(table: ConfigTable, changes: ReadonlyMap<string, number | null>): Failure | undefined {
  for (const name of javaHashMapOrder([...changes.keys()], changes.size)) {
    const value = changes.get(name);
    if (value == null) continue;
    const definition = table.get(name);
    if (definition === undefined) return unknownKey(name);
    if (value <= 0) return failure('INVALID_REQUEST', `Quota ${name} must be greater than 0`);
    if (definition.type === 'DOUBLE') continue;
    if (definition.type === 'INT' && value > javaIntMax)
      return failure('INVALID_REQUEST', `Proposed value for ${name} is too large for an INT.`);
    if (value > Number(javaLongMax))
      return failure('INVALID_REQUEST', `Proposed value for ${name} is too large for a LONG.`);
    if (Math.abs(value % 1) > tolerance) return failure('INVALID_REQUEST', `${name} cannot be a fractional value.`);
  }
  return undefined;
}
