package io.drover.tools.cli.server;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code server}. */
public final class ServerFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with servers, which keep the state of the cluster.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"force-leave", "Remove a failed server"},
            {"join", "Join a server to others"},
            {"members", "List the known servers"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "force-leave" -> new ServerForceLeaveCommand();
            case "join" -> new ServerJoinCommand();
            case "members" -> new ServerMembersCommand();
            default -> null;
        };
    }
}
