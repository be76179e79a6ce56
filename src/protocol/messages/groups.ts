import type { ErrorCode } from '../errors';
import type { CoordinatorType } from '../fields';

/** Who coordinates groups or transactional ids. */
export interface FindCoordinatorRequest {
  readonly keyType: CoordinatorType;
  readonly coordinatorKeys: readonly string[];
}

export interface FindCoordinatorResponse {
  readonly throttleTimeMs?: number;
  readonly coordinators: readonly Coordinator[];
}

export interface Coordinator {
  readonly key: string;
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

/** A member joins, or joins again. Answered when all members of the group have, rebalanceTimeoutMs (ms) at most. */
export interface JoinGroupRequest {
  readonly groupId: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs?: number;
  readonly memberId: string;
  readonly groupInstanceId?: string | null;
  readonly protocolType: string;
  readonly protocols: readonly JoinGroupRequestProtocol[];
  readonly reason?: string | null;
}

export interface JoinGroupRequestProtocol {
  readonly name: string;
  readonly metadata: Uint8Array;
}

/** The leader gets all members with their metadata, the others an empty list. */
export interface JoinGroupResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly generationId?: number;
  readonly protocolType?: string | null;
  readonly protocolName: string | null;
  readonly leader: string;
  readonly skipAssignment?: boolean;
  readonly memberId: string;
  readonly members: readonly JoinGroupResponseMember[];
}

export interface JoinGroupResponseMember {
  readonly memberId: string;
  readonly groupInstanceId?: string | null;
  readonly metadata: Uint8Array;
}

/** The leader brings the assignments, the others ask for theirs. Answered when the leader has brought them. */
export interface SyncGroupRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId?: string | null;
  readonly protocolType?: string | null;
  readonly protocolName?: string | null;
  readonly assignments: readonly SyncGroupRequestAssignment[];
}

export interface SyncGroupRequestAssignment {
  readonly memberId: string;
  readonly assignment: Uint8Array;
}

export interface SyncGroupResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly protocolType?: string | null;
  readonly protocolName?: string | null;
  readonly assignment: Uint8Array;
}

/** A member lives. */
export interface HeartbeatRequest {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId?: string | null;
}

/** REBALANCE_IN_PROGRESS: join again. */
export interface HeartbeatResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
}

export interface LeaveGroupRequest {
  readonly groupId: string;
  readonly members: readonly MemberIdentity[];
}

export interface MemberIdentity {
  readonly memberId: string;
  readonly groupInstanceId?: string | null;
  readonly reason?: string | null;
}

export interface LeaveGroupResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly members: readonly MemberResponse[];
}

export interface MemberResponse {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly errorCode: ErrorCode;
}

/** Groups of the asked coordinator. */
export interface ListGroupsRequest {
  readonly statesFilter: readonly string[];
  readonly typesFilter: readonly string[];
}

export interface ListGroupsResponse {
  readonly throttleTimeMs?: number;
  readonly errorCode: ErrorCode;
  readonly groups: readonly ListedGroup[];
}

export interface ListedGroup {
  readonly groupId: string;
  readonly protocolType: string;
  readonly groupState?: string;
  readonly groupType?: string;
}

/** Groups of the classic protocol, as their coordinator knows them. */
export interface DescribeGroupsRequest {
  readonly groups: readonly string[];
}

export interface DescribeGroupsResponse {
  readonly throttleTimeMs?: number;
  readonly groups: readonly DescribedGroup[];
}

export interface DescribedGroup {
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
  readonly groupId: string;
  readonly groupState: string;
  readonly protocolType: string;
  readonly protocolData: string;
  readonly members: readonly DescribedGroupMember[];
  readonly authorizedOperations?: number;
}

export interface DescribedGroupMember {
  readonly memberId: string;
  readonly groupInstanceId?: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly memberMetadata: Uint8Array;
  readonly memberAssignment: Uint8Array;
}

export interface DeleteGroupsRequest {
  readonly groupsNames: readonly string[];
}

export interface DeleteGroupsResponse {
  readonly throttleTimeMs?: number;
  readonly results: readonly DeletableGroupResult[];
}

export interface DeletableGroupResult {
  readonly groupId: string;
  readonly errorCode: ErrorCode;
}
