import { AdminClient, type CallLimits } from '../clients/adminClient';
import type { JavaException } from '../clients/exceptions';
import type { ApiName, Request, Response } from '../protocol/requests';
import { clientSettings } from './clientSettings';
import type { ToolContext } from './tool';

/** A Java exception on its way out of a tool's action. */
export class Thrown extends Error {
  constructor(readonly thrown: JavaException) {
    super(thrown.message ?? '');
  }
}

/** A tool's admin client whose failures are thrown. */
export class AdminSession {
  /** Limit of every call, ms. */
  timeoutMs = 60_000;

  private constructor(
    readonly context: ToolContext,
    private readonly client: AdminClient,
  ) {}

  /** @throws Thrown where the client cannot be made */
  static open(
    context: ToolContext,
    bootstrapServers: string,
    propertiesFile: string | undefined,
    clientId?: string,
  ): AdminSession {
    const settings = clientSettings(context, bootstrapServers, propertiesFile);
    if ('thrown' in settings) throw new Thrown(settings.thrown);
    const client = AdminClient.create(context.host, clientId === undefined ? settings : { ...settings, clientId });
    if ('thrown' in client) throw new Thrown(client.thrown);
    return new AdminSession(context, client);
  }

  /** @throws Thrown what the client's future completes with */
  call<A extends ApiName>(callName: string, name: A, request: Request<A>, limits?: CallLimits): Response<A> {
    const result = this.client.call(callName, name, request, limits);
    if ('thrown' in result) throw new Thrown(result.thrown);
    return result.value;
  }
}
