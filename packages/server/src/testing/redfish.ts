import type {ProviderConfig} from '../providers/provider-config.ts';
import {redfish} from '../providers/redfish/index.ts';
import type {RedfishProvider} from '../providers/redfish/redfish-provider.ts';
import type {Recorded} from './kubernetes.ts';
import {TestClock, TestLogger} from './ports.ts';
import {Replay, type ReplayedAnswer, type ReplayedQuestion} from './replay.ts';

/** A server as the standard's own samples describe one. */
export const systemOf = (id: string, members: Recorded = {}): Recorded => ({
  '@odata.id': `/redfish/v1/Systems/${id}`,
  Id: id,
  Name: `Server ${id}`,
  UUID: `38947555-7742-3448-3784-82334782383${id}`,
  HostName: `node-${id}`,
  PowerState: 'On',
  Status: {State: 'Enabled', Health: 'OK'},
  ProcessorSummary: {Count: 2, CoreCount: 64, LogicalProcessorCount: 128},
  MemorySummary: {TotalSystemMemoryGiB: 512},
  ...members,
});

/** A Redfish service with some servers. */
export class ReplayedServers implements AsyncDisposable {
  readonly replay: Replay;
  readonly logger = new TestLogger();
  pageSize = 2;
  systems: Recorded[] = [
    systemOf('1'),
    systemOf('2', {PowerState: 'Off', Status: {State: 'StandbyOffline', Health: 'Warning'}}),
    systemOf('3', {PowerState: 'PoweringOn', Status: {State: 'Starting', Health: 'Critical'}}),
  ];

  private constructor(replay: Replay) {
    this.replay = replay;
  }

  static async start(): Promise<ReplayedServers> {
    const holder: {servers?: ReplayedServers} = {};
    const replay = await Replay.start((question) => holder.servers?.answer(question) ?? {status: 503});
    holder.servers = new ReplayedServers(replay);
    return holder.servers;
  }

  provider(config: Partial<ProviderConfig> = {}): RedfishProvider {
    return redfish(
      {
        type: 'redfish',
        name: 'rack',
        url: this.replay.origin,
        tokenEnv: 'RACK_PASSWORD',
        tenants: {acme: {hosts: ['1', '38947555-7742-3448-3784-823347823832']}, globex: {hosts: ['3']}, owner: {hosts: ['*']}},
        options: {user: 'reader'},
        ...config,
      },
      {secret: 'a-secret-password', fetch, now: new TestClock().now, logger: this.logger},
    ) as RedfishProvider;
  }

  answer({url, headers}: ReplayedQuestion): ReplayedAnswer {
    if (headers.get('authorization') !== `Basic ${btoa('reader:a-secret-password')}`) {
      return {status: 401, body: {error: {code: 'Base.1.8.InsufficientPrivilege'}}};
    }
    if (url.pathname === '/redfish/v1/Systems') {
      const from = Number(url.searchParams.get('$skip') ?? 0);
      const to = from + this.pageSize;
      return {
        body: {
          Members: this.systems.slice(from, to).map((system) => ({'@odata.id': system['@odata.id']})),
          'Members@odata.count': this.systems.length,
          ...(to < this.systems.length && {'Members@odata.nextLink': `/redfish/v1/Systems?$skip=${to}`}),
        },
      };
    }
    const system = this.systems.find((one) => one['@odata.id'] === url.pathname);
    return system ? {body: system} : {status: 404};
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.replay[Symbol.asyncDispose]();
  }
}
