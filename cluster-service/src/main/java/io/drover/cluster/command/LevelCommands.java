package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.MemberLevels;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.command.FeatureLevelRaiseDecoder;
import io.drover.sbe.command.MemberAnnounceDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What members can do, and what the cluster does of it. A raise is decided from the state alone; a member whose version does not have the
 * new level, which can only be one that went back to an earlier version after it had announced, stops when it has applied the raise.
 */
final class LevelCommands {
    private static final DirectBuffer RANGE = Text.of(
            "a member says its number and the number of members, at most 16, and two levels from 1, the lower one first");

    private final MemberLevels members;
    private final Heap heap;
    private final Step step;
    private final MemberAnnounceDecoder announce = new MemberAnnounceDecoder();
    private final FeatureLevelRaiseDecoder raise = new FeatureLevelRaiseDecoder();
    private final UnsafeBuffer version = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer stored = new UnsafeBuffer(0, 0);

    LevelCommands(final Engine engine) {
        members = engine.state().members();
        heap = engine.state().heap();
        step = engine.step();
    }

    /** A member that says what is known raises no index. */
    ResultCode onAnnounce(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int actingVersion,
            final Outcome outcome) {
        announce.wrap(buffer, offset, blockLength, actingVersion);
        final int member = announce.memberId();
        final int count = announce.memberCount();
        final int oldest = announce.oldestLevel();
        final int newest = announce.newestLevel();
        announce.wrapVersion(version);
        final boolean isSound = count >= 1
                && count <= MemberLevels.MEMBERS_MAX
                && member >= 0
                && member < count
                && oldest >= FeatureLevels.FIRST
                && newest >= oldest;
        if (!isSound) {
            return outcome.reject(ResultCode.MALFORMED, RANGE);
        }
        if (!heap.hasRoomFor(version.capacity(), 1)) {
            return outcome.full(LimitNames.BLOB_BYTES);
        }
        if (isStored(member, count, oldest, newest)) {
            return ResultCode.OK;
        }

        step.begin();
        members.announce(member, count, oldest, newest, version, step.index());
        step.single(TableId.CLUSTER);
        return ResultCode.OK;
    }

    /** A level that the cluster has is no reason to complain; a lower one is. */
    ResultCode onRaise(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int actingVersion,
            final Outcome outcome) {
        raise.wrap(buffer, offset, blockLength, actingVersion);
        final int level = raise.level();
        outcome.value(members.level());
        if (level < members.level()) {
            return ResultCode.FEATURE_LEVEL_LOWER;
        }
        if (level == members.level()) {
            return ResultCode.OK;
        }
        final int without = members.findWithout(level);
        if (members.expected() == 0 || without >= 0) {
            return outcome.reject(ResultCode.FEATURE_LEVEL_UNSUPPORTED, reason(Math.max(0, without), level));
        }

        step.begin();
        members.level(level);
        step.single(TableId.CLUSTER);
        outcome.value(level);
        return ResultCode.OK;
    }

    private DirectBuffer reason(final int member, final int level) {
        return Text.of(
                members.isAnnounced(member)
                        ? "server " + member + " has feature levels "
                                + new FeatureLevels(members.oldest(member), members.newest(member)) + ", not " + level
                        : "server " + member + " has not announced which feature levels it has");
    }

    private boolean isStored(final int member, final int count, final int oldest, final int newest) {
        if (!members.isAnnounced(member)) {
            return false;
        }
        members.wrapVersion(member, stored);
        return members.count(member) == count
                && members.oldest(member) == oldest
                && members.newest(member) == newest
                && stored.compareTo(version) == 0;
    }
}
