import { javaHashMapOrder } from '../../jvm/hashOrder';
import { compileJavaPattern } from '../../jvm/pattern';
import { parseJavaInt } from '../../jvm/numbers';
import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import { failure, type Failure } from '../../protocol/errors';
import { configText, parseConfig, parseConfigs, type ConfigTexts } from './configValue';
import { describedConfig, type DescribedConfig } from './describedConfig';

const matchParameters: readonly string[] = [
  'client_instance_id',
  'client_id',
  'client_software_name',
  'client_software_version',
  'client_source_address',
  'client_source_port',
];
const minIntervalMs = 100;
const maxIntervalMs = 3_600_000;

/**
 * Whether a client metrics subscription can have these configurations (`ClientMetricsConfigs.validate`, KIP-714).
 * Where the cluster has no subscriptions the answer is a refusal for any, and a broker describes none either.
 * @param texts all that it is to have
 */
export function validateClientMetrics(
  catalog: ConfigCatalog,
  subscription: string,
  texts: ConfigTexts,
): Failure | undefined {
  const table = catalog.clientMetrics;
  if (table === undefined)
    return failure('INVALID_REQUEST', 'Config type client-metrics is only supported on KRaft clusters');
  if (subscription === '') return failure('INVALID_REQUEST', "Subscription name can't be empty");
  const unknown = javaHashMapOrder([...texts.keys()]).find((name) => !table.has(name));
  if (unknown !== undefined) return failure('INVALID_REQUEST', `Unknown client metrics configuration: ${unknown}`);
  if (catalog.rules.parsesClientMetrics) {
    const parsed = parseConfigs(table, texts);
    if (parsed.kind === 'failure') return failure('INVALID_CONFIG', parsed.failure.message);
  }
  const { parsesClientMetrics } = catalog.rules;
  return (
    checkInterval(texts.get('interval.ms'), parsesClientMetrics) ?? checkMatch(texts.get('match'), parsesClientMetrics)
  );
}

function checkInterval(text: string | undefined, isTrimmed: boolean): Failure | undefined {
  if (text === undefined) return undefined;
  const interval = parseJavaInt(isTrimmed ? text.trim() : text);
  if (interval.kind === 'error') return failure('UNKNOWN_SERVER_ERROR');
  if (interval.value >= minIntervalMs && interval.value <= maxIntervalMs) return undefined;
  return failure(
    'INVALID_REQUEST',
    `Invalid value ${interval.value} for interval.ms, ` +
      `interval must be between ${minIntervalMs} and ${maxIntervalMs} (1 hour)`,
  );
}

function checkMatch(text: string | undefined, isTrimmed: boolean): Failure | undefined {
  if (text === undefined || (isTrimmed && text.trim() === '')) return undefined;
  const patterns = isTrimmed ? text.trim().split(/\s*,\s*/) : text.split(',');
  const wrong = patterns.find((pattern) => !isMatchPattern(pattern));
  return wrong === undefined ? undefined : failure('INVALID_CONFIG', `Illegal client matching pattern: ${wrong}`);
}

function isMatchPattern(pattern: string): boolean {
  // Java's split drops what is empty at the end.
  const [parameter, expression, ...rest] = pattern.replace(/=+$/, '').split('=');
  if (expression === undefined || rest.length > 0 || !matchParameters.includes(parameter!.trim())) return false;
  return compileJavaPattern(expression.trim()).kind === 'pattern';
}

/**
 * `ConfigHelper.describeConfigs` for a subscription: all its configurations since 4.1, before that those that are set.
 */
export function describeClientMetrics(catalog: ConfigCatalog, texts: ConfigTexts): readonly DescribedConfig[] {
  const { rules, clientMetrics = new Map() } = catalog;
  if (!rules.parsesClientMetrics) {
    return javaHashMapOrder([...texts.keys()]).map((name) => ({
      ...describedConfig(name, texts.get(name)!, []),
      source: 'DYNAMIC_CLIENT_METRICS_CONFIG',
    }));
  }
  return javaHashMapOrder([...clientMetrics.keys()]).map((name) => {
    const definition = clientMetrics.get(name)!;
    const parsed = parseConfig(definition, texts.get(name));
    const value = parsed.kind === 'value' ? configText(definition, parsed.value) : texts.get(name)!;
    return describedConfig(
      name,
      value,
      texts.has(name) ? [{ name, value, source: 'DYNAMIC_CLIENT_METRICS_CONFIG' }] : [],
    );
  });
}
