/** `org.apache.kafka.common.config.ConfigDef.Type`. */
export type ConfigType = 'BOOLEAN' | 'STRING' | 'INT' | 'SHORT' | 'LONG' | 'DOUBLE' | 'LIST' | 'CLASS' | 'PASSWORD';

/**
 * What a parsed value must satisfy: the validators of ConfigDef and the few that Kafka's configurations bring along.
 */
export type ConfigValidator =
  | { readonly kind: 'range'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'oneOfIgnoringCase'; readonly values: readonly string[] }
  | { readonly kind: 'listOf'; readonly values: readonly string[] }
  /** ValidList since 4.1: none empty, repetitions dropped before the check; without `values` any. */
  | {
      readonly kind: 'distinctList';
      readonly values: readonly string[];
      readonly isEmptyAllowed: boolean;
      readonly isNullAllowed: boolean;
    }
  | { readonly kind: 'levelOrDefault'; readonly min: number; readonly max: number; readonly fallback: number }
  | { readonly kind: 'throttledReplicas' }
  /** Full names of the versions; `quote` stands around a wrong one in the message. */
  | { readonly kind: 'kafkaVersion'; readonly versions: readonly string[]; readonly quote: string }
  | { readonly kind: 'shareOffsetReset' }
  | { readonly kind: 'nonNull' }
  | { readonly kind: 'nonEmpty' };

/** One configuration as a release defines it (`ConfigDef.ConfigKey`). */
export interface ConfigDefinition {
  readonly name: string;
  readonly type: ConfigType;
  /** As kafka-configs prints it; null when there is none. */
  readonly defaultValue: string | null;
  readonly validator: ConfigValidator | undefined;
  /** `defineInternal`: left out of descriptions unless it is set. */
  readonly isInternal: boolean;
  /**
   * The broker configuration that a topic or group configuration falls back to; of several the one of highest
   * precedence.
   */
  readonly brokerName: string | undefined;
}

/** A definition as the tables write it: name, type, default, validator, and what few have. */
export type ConfigRow = readonly [
  name: string,
  type: ConfigType,
  defaultValue: string | null,
  validator?: ConfigValidator | undefined,
  more?: { readonly broker?: string; readonly isInternal?: true },
];

/** By name, in the order in which the release defines and so checks them. */
export type ConfigTable = ReadonlyMap<string, ConfigDefinition>;

/** The definitions that rows stand for; their order stays. */
export function configTable(rows: readonly ConfigRow[]): ConfigTable {
  return new Map(
    rows.map(([name, type, defaultValue, validator, more]) => [
      name,
      { name, type, defaultValue, validator, isInternal: more?.isInternal ?? false, brokerName: more?.broker },
    ]),
  );
}

/** How a later release's rows differ; `changed` take the places of the rows with their names. */
export interface RowChanges {
  readonly removed?: readonly string[];
  readonly changed?: readonly ConfigRow[];
  /** New rows by the name of the row that they stand behind. */
  readonly after?: Readonly<Record<string, readonly ConfigRow[]>>;
  /** New rows at the end. */
  readonly added?: readonly ConfigRow[];
}

/** A later release's rows out of an earlier one's. */
export function changeRows(rows: readonly ConfigRow[], changes: RowChanges): readonly ConfigRow[] {
  const removed = new Set(changes.removed);
  const changed = new Map(changes.changed?.map((row) => [row[0], row]));
  const kept = rows.filter(([name]) => !removed.has(name));
  return [
    ...kept.flatMap((row) => [changed.get(row[0]) ?? row, ...(changes.after?.[row[0]] ?? [])]),
    ...(changes.added ?? []),
  ];
}

/** `Range.atLeast`. */
export const atLeast = (min: number): ConfigValidator => ({ kind: 'range', min });
/** `Range.between`, both ends allowed. */
export const between = (min: number, max: number): ConfigValidator => ({ kind: 'range', min, max });
/** `ValidString.in`. */
export const oneOf = (...values: readonly string[]): ConfigValidator => ({ kind: 'oneOf', values });
/** `ValidList.in` before 4.1. */
export const listOf = (...values: readonly string[]): ConfigValidator => ({ kind: 'listOf', values });
/** `ThrottledReplicaListValidator`: partition:broker pairs, or a star. */
export const throttledReplicas: ConfigValidator = { kind: 'throttledReplicas' };
/** `NonEmptyString`. */
export const nonEmpty: ConfigValidator = { kind: 'nonEmpty' };

/** A list of these values, or of any. */
export function distinctList(...values: readonly string[]): ConfigValidator {
  return { kind: 'distinctList', values, isEmptyAllowed: true, isNullAllowed: false };
}

/** The same, and not empty. */
export function nonEmptyList(...values: readonly string[]): ConfigValidator {
  return { kind: 'distinctList', values, isEmptyAllowed: false, isNullAllowed: false };
}
