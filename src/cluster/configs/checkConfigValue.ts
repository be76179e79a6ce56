import { javaDoubleText } from '../../jvm/numbers';
import type { ConfigDefinition, ConfigValidator } from '../../profiles/configs/configDefinition';
import { configException, invalidValue, type ConfigFailure } from './configFailure';

/** A value of the Java type of its configuration: LONG as bigint, LIST as array, DOUBLE, INT and SHORT as number. */
export type ConfigValue = null | boolean | number | bigint | string | readonly string[];

/** A configuration's `Validator.ensureValid` on a value of its type. */
export function checkConfigValue(
  { name, type, validator }: ConfigDefinition,
  value: ConfigValue,
): ConfigFailure | undefined {
  if (validator === undefined) return undefined;
  const invalid = (reason: string): ConfigFailure => invalidValue(name, javaText(value, type === 'DOUBLE'), reason);
  switch (validator.kind) {
    case 'range': {
      if (value === null) return invalid('Value must be non-null');
      if (validator.min !== undefined && Number(value) < validator.min)
        return invalid(`Value must be at least ${validator.min}`);
      if (validator.max !== undefined && Number(value) > validator.max)
        return invalid(`Value must be no more than ${validator.max}`);
      return undefined;
    }
    case 'levelOrDefault': {
      const { min, max, fallback } = validator;
      const level = Number(value);
      if (level <= max && (level >= min || level === fallback)) return undefined;
      return invalid(`Value must be between ${min} and ${max} or equal to ${fallback}`);
    }
    case 'oneOf':
      return isAmong(value, validator.values) ? undefined : invalid(mustBeOneOf(validator.values));
    case 'oneOfIgnoringCase':
      if (typeof value === 'string' && isAmong(value.toUpperCase(), validator.values)) return undefined;
      return invalid(`String must be one of (case insensitive): ${validator.values.join(', ')}`);
    case 'listOf': {
      const wrong = listOf(value).find((item) => !isAmong(item, validator.values));
      return wrong === undefined ? undefined : invalidValue(name, wrong, mustBeOneOf(validator.values));
    }
    case 'distinctList':
      return checkDistinctList(name, value, validator);
    case 'throttledReplicas': {
      const items = listOf(value).map((item) => item.trim());
      if (items.every((item) => /^(?:[0-9]+:[0-9]+)?$/.test(item)) || items.join('') === '*') return undefined;
      return invalid(
        `${name} must be the literal '*' or a list of replicas in the following format: ` +
          '[partitionId]:[brokerId],[partitionId]:[brokerId],...',
      );
    }
    case 'kafkaVersion':
      return isKafkaVersion(String(value), validator.versions)
        ? undefined
        : invalid(`Version ${validator.quote}${String(value)}${validator.quote} is not a valid version`);
    case 'shareOffsetReset':
      if (/^(?:earliest|latest|by_duration:P\S+)$/.test(String(value))) return undefined;
      return invalid(
        `Invalid value \`${String(value)}\` for configuration ${name}. ` +
          "The value must be either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.",
      );
    case 'nonNull':
      return value === null ? invalidValue(name, 'null', 'entry must be non null') : undefined;
    case 'nonEmpty':
      return value === '' ? invalid('String must be non-empty') : undefined;
  }
}

function checkDistinctList(
  name: string,
  value: ConfigValue,
  { values, isEmptyAllowed, isNullAllowed }: Extract<ConfigValidator, { kind: 'distinctList' }>,
): ConfigFailure | undefined {
  if (value === null)
    return isNullAllowed ? undefined : configException(`Configuration '${name}' values must not be null.`);
  const items = listOf(value);
  if (!isEmptyAllowed && items.length === 0) {
    const valid = values.length === 0 ? 'any non-empty value' : `[${values.join(', ')}]`;
    return configException(`Configuration '${name}' must not be empty. Valid values include: ${valid}`);
  }
  for (const item of items) {
    if (item === '') return configException(`Configuration '${name}' values must not be empty.`);
    if (values.length > 0 && !isAmong(item, values)) return invalidValue(name, item, mustBeOneOf(values));
  }
  return undefined;
}

/** `ApiVersion.apply` and `MetadataVersion.fromVersionString`: "2.8", "2.8-IV1" and "2.8.2" are known, "0.8" is not. */
function isKafkaVersion(text: string, versions: readonly string[]): boolean {
  const key = text
    .split('.')
    .slice(0, text.startsWith('0.') ? 3 : 2)
    .join('.');
  return versions.some((version) => version === key || version.split('-')[0] === key);
}

function mustBeOneOf(values: readonly string[]): string {
  return `String must be one of: ${values.join(', ')}`;
}

function isAmong(value: ConfigValue, values: readonly string[]): boolean {
  return typeof value === 'string' && values.includes(value);
}

function listOf(value: ConfigValue): readonly string[] {
  return typeof value === 'object' && value !== null ? value : [];
}

/** `toString` of the Java value. */
function javaText(value: ConfigValue, isDouble: boolean): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return `[${value.join(', ')}]`;
  return isDouble ? javaDoubleText(value as number) : String(value);
}
