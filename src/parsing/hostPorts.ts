import { javaSplit } from './javaSplit';
import type { ToolVersion } from './toolVersion';

/** Utils.HOST_PORT_PATTERN, which became stricter about what may stand before the host. */
const hostPort: Readonly<Record<ToolVersion, RegExp>> = {
  '2.8': /^.*?\[?[0-9a-zA-Z\-%._:]*\]?:[0-9]+$/,
  '3.9': /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?[0-9a-zA-Z\-%._:]*\]?:[0-9]+$/,
  '4.3': /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?[0-9a-zA-Z\-%._:]*\]?:[0-9]+$/,
};

/**
 * Whether every address of "host1:9092,host2:9092" has a port (ToolsUtils.validatePortOrDie, validateBootstrapServer).
 */
export function hasPorts(servers: string, version: ToolVersion): boolean {
  const addresses = javaSplit(servers, ',');
  return addresses.length > 0 && addresses.every((address) => hostPort[version].test(address));
}
