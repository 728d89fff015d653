package io.drover.gateway.command;

import io.drover.sbe.FeatureLevels;
import io.drover.sbe.command.FeatureLevelRaiseEncoder;
import io.drover.sbe.command.MemberAnnounceEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Commands about what versions of the program can do. */
public final class LevelCommands {
    private static final int LENGTH = 256;

    /**
     * What a server says of itself.
     *
     * @param memberCount servers that its configuration knows.
     * @param version for people.
     */
    public record Member(int memberId, int memberCount, FeatureLevels levels, String version) {}

    private LevelCommands() {}

    /** A server says which levels it has. */
    public static DirectBuffer announce(final Member member) {
        final byte[] version = member.version().getBytes(StandardCharsets.UTF_8);
        final CommandWriter writer = new CommandWriter(LENGTH);
        final MemberAnnounceEncoder command = new MemberAnnounceEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .memberId(member.memberId())
                .memberCount(member.memberCount())
                .oldestLevel(member.levels().oldest())
                .newestLevel(member.levels().newest())
                .putVersion(version, 0, version.length);
        return writer.finish(command.encodedLength());
    }

    /** Raises the level. */
    public static DirectBuffer raise(final int level) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final FeatureLevelRaiseEncoder command = new FeatureLevelRaiseEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .level(level);
        return writer.finish(command.encodedLength());
    }
}
