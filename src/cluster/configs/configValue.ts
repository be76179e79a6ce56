import { javaDoubleText, parseJavaDouble, parseJavaInt, parseJavaLong, parseJavaShort } from '../../jvm/numbers';
import type { ConfigDefinition, ConfigTable } from '../../profiles/configs/configDefinition';
import { checkConfigValue, type ConfigValue } from './checkConfigValue';
import { invalidValue, type ConfigFailure } from './configFailure';

/** Texts by name, as they stand in server.properties or as dynamic configurations. */
export type ConfigTexts = ReadonlyMap<string, string>;

type ParsedConfig =
  | { readonly kind: 'value'; readonly value: ConfigValue }
  | { readonly kind: 'failure'; readonly failure: ConfigFailure };

const value = (parsed: ConfigValue): ParsedConfig => ({ kind: 'value', value: parsed });
const failure = (failed: ConfigFailure): ParsedConfig => ({ kind: 'failure', failure: failed });

/** Classes can't be loaded here; those of Kafka and Java are taken for real. */
export function isKnownClass(name: string): boolean {
  return /^(?:org\.apache\.kafka|kafka|javax?)\.[\w.$]+$/.test(name);
}

/** `ConfigDef.parseType` without the validator. */
function parseConfigType(definition: ConfigDefinition, text: string): ParsedConfig {
  const { name, type } = definition;
  const trimmed = text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
  const number = (parsed: { kind: 'number'; value: number | bigint } | { kind: 'error' }): ParsedConfig =>
    parsed.kind === 'number' ? value(parsed.value) : failure(invalidValue(name, text, `Not a number of type ${type}`));
  switch (type) {
    case 'BOOLEAN':
      if (/^true$/i.test(trimmed)) return value(true);
      if (/^false$/i.test(trimmed)) return value(false);
      return failure(invalidValue(name, text, 'Expected value to be either true or false'));
    case 'INT':
      return number(parseJavaInt(trimmed));
    case 'SHORT':
      return number(parseJavaShort(trimmed));
    case 'LONG':
      return number(parseJavaLong(trimmed));
    case 'DOUBLE':
      return number(parseJavaDouble(trimmed));
    case 'LIST':
      return value(trimmed === '' ? [] : trimmed.split(/\s*,\s*/));
    case 'CLASS':
      return isKnownClass(trimmed)
        ? value(trimmed)
        : failure(invalidValue(name, text, `Class ${text} could not be found.`));
    case 'STRING':
    case 'PASSWORD':
      return value(trimmed);
  }
}

/** `ConfigDef.parseValue`: the text given, or the default where there is none, parsed and checked. */
export function parseConfig(definition: ConfigDefinition, text: string | undefined): ParsedConfig {
  const raw = text ?? definition.defaultValue;
  const parsed = raw === null ? value(null) : parseConfigType(definition, raw);
  // Defaults passed their validators when Kafka was built.
  if (parsed.kind === 'failure' || text === undefined) return parsed;
  const checked = definition.validator?.kind === 'distinctList' ? withoutRepetitions(parsed.value) : parsed.value;
  const failed = checkConfigValue(definition, checked);
  return failed === undefined ? value(checked) : failure(failed);
}

/** Since 4.1 a broker drops repetitions with a warning in its log, where it would otherwise refuse them. */
function withoutRepetitions(parsed: ConfigValue): ConfigValue {
  return typeof parsed === 'object' && parsed !== null ? [...new Set(parsed)] : parsed;
}

type ParsedConfigs =
  | { readonly kind: 'values'; readonly values: ReadonlyMap<string, ConfigValue> }
  | { readonly kind: 'failure'; readonly failure: ConfigFailure };

/**
 * `ConfigDef.parse`: every configuration of the table, in its order, up to the first wrong one; other names are passed
 * over.
 */
export function parseConfigs(table: ConfigTable, texts: ConfigTexts): ParsedConfigs {
  const values = new Map<string, ConfigValue>();
  for (const definition of table.values()) {
    const parsed = parseConfig(definition, texts.get(definition.name));
    if (parsed.kind === 'failure') return parsed;
    values.set(definition.name, parsed.value);
  }
  return { kind: 'values', values };
}

/** `ConfigDef.convertToString`. */
export function configText(definition: ConfigDefinition, parsed: ConfigValue): string | null {
  if (parsed === null) return null;
  if (typeof parsed === 'object') return parsed.join(',');
  return definition.type === 'DOUBLE' ? javaDoubleText(parsed as number) : String(parsed);
}
