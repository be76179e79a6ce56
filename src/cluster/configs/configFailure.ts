/** A Java exception that a check of configurations ends with, as the tool or broker that runs it would throw it. */
export interface ConfigFailure {
  /** Full name of its class. */
  readonly exceptionClass: string;
  readonly message: string;
}

const configExceptionClass = 'org.apache.kafka.common.config.ConfigException';
const foreseenClasses = new Set([
  configExceptionClass,
  'java.lang.IllegalArgumentException',
  'java.lang.NumberFormatException',
]);

/** `new ConfigException(message)`. */
export function configException(message: string): ConfigFailure {
  return { exceptionClass: configExceptionClass, message };
}

/** `new ConfigException(name, value, reason)`. */
export function invalidValue(name: string, value: string | null, reason?: string): ConfigFailure {
  return configException(
    `Invalid value ${value} for configuration ${name}${reason === undefined ? '' : `: ${reason}`}`,
  );
}

/** `new InvalidConfigurationException(message)`. */
export function invalidConfiguration(message: string): ConfigFailure {
  return { exceptionClass: 'org.apache.kafka.common.errors.InvalidConfigurationException', message };
}

/** `new IllegalArgumentException(message)`. */
export function illegalArgument(message: string): ConfigFailure {
  return { exceptionClass: 'java.lang.IllegalArgumentException', message };
}

/** Scala's `require`. */
export function requirementFailed(message: string): ConfigFailure {
  return illegalArgument(`requirement failed: ${message}`);
}

/** What Kafka's ZooKeeper-era handlers count as the caller's mistake. */
export function isForeseen(failure: ConfigFailure): boolean {
  return foreseenClasses.has(failure.exceptionClass);
}
