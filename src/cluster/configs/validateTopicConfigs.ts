import type { ConfigCatalog } from '../../profiles/configs/configCatalog';
import { failure, type Failure } from '../../protocol/errors';
import { checkTopicConfigsAtController } from './checkTopicConfigs';
import { isForeseen, type ConfigFailure } from './configFailure';
import type { ConfigTexts } from './configValue';

const tooLong = (max: number): Failure =>
  failure(
    'INVALID_CONFIG',
    `The configuration value cannot be added because it exceeds the maximum value size of ${max} bytes.`,
  );

/** The controller's refusal of a value too long to be stored, if one is. */
export function refuseLongValue({ rules }: ConfigCatalog, texts: Iterable<string>): Failure | undefined {
  const max = rules.maxValueLength;
  if (max === undefined) return undefined;
  for (const text of texts) if (text.length > max) return tooLong(max);
  return undefined;
}

/**
 * Whether a topic can be created with these overrides (`ZkAdminManager.createTopics`,
 * `ControllerConfigurationValidator`).
 * @param controllerTexts the effective configurations of the controller's node
 */
export function validateNewTopicConfigs(
  catalog: ConfigCatalog,
  overrides: ConfigTexts,
  controllerTexts: ConfigTexts,
): Failure | undefined {
  const problem = checkTopicConfigsAtController(catalog, overrides, new Map(), controllerTexts);
  return refuseLongValue(catalog, overrides.values()) ?? (problem && failure('INVALID_CONFIG', problem.message));
}

/** A change of a topic's overrides that is asked for. */
export interface TopicConfigChange {
  readonly topic: string;
  /** The topic's overrides now. */
  readonly current: ConfigTexts;
  /** New values; null removes an override. */
  readonly changes: ReadonlyMap<string, string | null>;
  /** The effective configurations of the controller's node. */
  readonly controllerTexts: ConfigTexts;
}

/**
 * Whether the overrides of a topic that exists can be changed (`ZkAdminManager.incrementalAlterConfigs`,
 * `ConfigurationControlManager`). `rules.looksForTopicFirst` says when its absence is noticed.
 */
export function validateTopicConfigs(catalog: ConfigCatalog, change: TopicConfigChange): Failure | undefined {
  const { topic, current, changes, controllerTexts } = change;
  const overrides = changedTexts(current, changes);
  const long = refuseLongValue(
    catalog,
    [...changes.values()].filter((text) => text !== null),
  );
  if (long !== undefined) return long;
  const problem = checkTopicConfigsAtController(catalog, overrides, current, controllerTexts);
  if (problem === undefined) return undefined;
  return isForeseen(problem)
    ? refusal(catalog.rules.topicRefusal, problem, 'TOPIC', topic)
    : failure('INVALID_CONFIG', problem.message);
}

/**
 * The refusal of a change that names keys more than once, such as to set and to remove them; nothing else is looked at
 * then.
 */
export function duplicateKeysRefusal({ rules }: ConfigCatalog, names: readonly string[]): Failure {
  return failure(
    'INVALID_REQUEST',
    `Error due to duplicate config keys${rules.namesDuplicateKeys ? ` : ${names.join(',')}` : ''}`,
  );
}

/** The texts after a change; null removes one. */
export function changedTexts(current: ConfigTexts, changes: ReadonlyMap<string, string | null>): ConfigTexts {
  const texts = new Map(current);
  for (const [name, text] of changes) {
    if (text === null) texts.delete(name);
    else texts.set(name, text);
  }
  return texts;
}

/** A failure as the controller's answer: some name the resource first. */
export function refusal(
  { error, namesResource }: { error: 'INVALID_REQUEST' | 'INVALID_CONFIG'; namesResource: boolean },
  { message }: ConfigFailure,
  type: 'TOPIC' | 'BROKER',
  name: string,
): Failure {
  return failure(
    error,
    namesResource
      ? `Invalid config value for resource ConfigResource(type=${type}, name='${name}'): ${message}`
      : message,
  );
}
