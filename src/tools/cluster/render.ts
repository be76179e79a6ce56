import type { EndpointType } from '../../protocol/fields';
import type { DescribeClusterBroker } from '../../protocol/messages/metadata';

/** list-endpoints (ClusterTool.listEndpoints): hosts and racks are as wide as the widest, the other columns fixed. */
export function endpointTable(nodes: readonly DescribeClusterBroker[], endpointType: EndpointType): readonly string[] {
  const hostWidth = widest(
    nodes.map(({ host }) => host),
    100,
  );
  const rackWidth = widest(
    nodes.flatMap(({ rack }) => rack ?? []),
    10,
  );
  const line = (id: string, host: string, port: string, rack: string, state: string, type: string) =>
    [
      id.padEnd(10),
      host.padEnd(hostWidth),
      port.padEnd(10),
      rack.padEnd(rackWidth),
      ...(endpointType === 'controller' ? [] : [state.padEnd(10)]),
      type.padEnd(15),
    ].join(' ');
  return [
    line('ID', 'HOST', 'PORT', 'RACK', 'STATE', 'ENDPOINT_TYPE'),
    ...nodes.map(({ brokerId, host, port, rack = null, isFenced }) =>
      line(String(brokerId), host, String(port), String(rack), isFenced ? 'fenced' : 'unfenced', endpointType),
    ),
  ];
}

function widest(texts: readonly string[], otherwise: number): number {
  return texts.length === 0 ? otherwise : Math.max(...texts.map(({ length }) => length));
}
