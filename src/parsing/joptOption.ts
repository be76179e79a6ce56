/** Java types that joptsimple converts an argument to. */
export type JoptType = 'String' | 'Integer' | 'Long' | 'Double';

/** The argument that an option takes, or may take where it is not required. */
export interface JoptArgument {
  readonly required: boolean;
  readonly type: JoptType;
  /** Accepted names in any case (joptsimple.util.EnumConverter); shown in place of the type. */
  readonly oneOf?: readonly string[];
  readonly describedAs?: string;
  readonly separator?: string;
  readonly defaultValue?: string | number;
}

/**
 * One option of a joptsimple parser, as data. No tool of Kafka's gives an option a second name or marks one as required
 * to joptsimple.
 */
export interface JoptOption<N extends string = string> {
  readonly name: N;
  readonly description: string;
  readonly argument?: JoptArgument;
  readonly conditions?: JoptConditions;
}

/** Conditions that the parser itself enforces, unless help or the version is asked for. */
export interface JoptConditions {
  /** The option is refused when none of these is given. */
  readonly availableIf?: readonly string[];
  /** The option is demanded when this one is not given. */
  readonly requiredUnless?: string;
}

type Extras = Partial<Omit<JoptArgument, 'type' | 'describedAs'>>;

function withArgument<N extends string>(
  name: N,
  type: JoptType,
  describedAs: string,
  description: string,
  extras: Extras,
): JoptOption<N> {
  return { name, description, argument: { required: true, type, describedAs, ...extras } };
}

/** An option without an argument. */
export function flag<const N extends string>(name: N, description: string): JoptOption<N> {
  return { name, description };
}

/** The same option under conditions. */
export function on<N extends string>(conditions: JoptConditions, option: JoptOption<N>): JoptOption<N> {
  return { ...option, conditions };
}

/** An option with a text after it. `describedAs` is the placeholder that the usage shows; '' for none. */
export function text<const N extends string>(
  name: N,
  describedAs: string,
  description: string,
  extras: Extras = {},
): JoptOption<N> {
  return withArgument(name, 'String', describedAs, description, extras);
}

/** An option with a 32-bit integer after it. */
export function integer<const N extends string>(
  name: N,
  describedAs: string,
  description: string,
  extras: Extras = {},
): JoptOption<N> {
  return withArgument(name, 'Integer', describedAs, description, extras);
}

/** An option with a 64-bit integer after it. */
export function long<const N extends string>(
  name: N,
  describedAs: string,
  description: string,
  extras: Extras = {},
): JoptOption<N> {
  return withArgument(name, 'Long', describedAs, description, extras);
}

/** The two options of every tool built on CommandDefaultOptions. */
export const defaultOptions: readonly JoptOption<'help' | 'version'>[] = [
  flag('help', 'Show this text.'),
  flag('version', 'Show the version of Kafka.'),
];
