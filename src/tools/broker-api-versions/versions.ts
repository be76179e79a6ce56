import type { ToolVersion } from '../../parsing/toolVersion';

/** What kafka-broker-api-versions does by release. */
interface BrokerApiVersionsVersion {
  /** The tool is Scala's: the JVM shows what it throws, and lists are List(...). */
  readonly isScala: boolean;
}

const scala: BrokerApiVersionsVersion = { isScala: true };

/** The releases of kafka-broker-api-versions. */
export const versions: Readonly<Record<ToolVersion, BrokerApiVersionsVersion>> = {
  '2.8': scala,
  '3.9': scala,
  '4.3': { isScala: false },
};
