import type { JavaException } from '../clients/exceptions';

/** java.lang.IllegalArgumentException */
export function illegalArgument(message: string): JavaException {
  return { exception: 'java.lang.IllegalArgumentException', message };
}

/** java.nio.file.NoSuchFileException, whose message is the path. */
export function noSuchFile(path: string): JavaException {
  return { exception: 'java.nio.file.NoSuchFileException', message: path };
}

/** org.apache.kafka.common.errors.InvalidConfigurationException */
export function invalidConfiguration(message: string): JavaException {
  return { exception: 'org.apache.kafka.common.errors.InvalidConfigurationException', message };
}
