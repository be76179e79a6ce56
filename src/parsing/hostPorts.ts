import { javaSplit } from './javaSplit';
import { hostPorts, type ToolVersion } from './toolVersion';

/**
 * Whether every address of "host1:9092,host2:9092" has a port (ToolsUtils.validatePortOrDie, validateBootstrapServer).
 */
export function hasPorts(servers: string, version: ToolVersion): boolean {
  const addresses = javaSplit(servers, ',');
  return addresses.length > 0 && addresses.every((address) => hostPorts[version].test(address));
}
