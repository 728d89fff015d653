package io.drover.tools.cli.alloc;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code alloc}. */
public final class AllocFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with allocations. An allocation is one copy of a job's task group on a node.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"checks", "Show the health checks of an allocation"},
            {"exec", "Run a program within a running task"},
            {"fs", "Look into the files of an allocation"},
            {"logs", "Print the output of a task"},
            {"pause", "Pause or resume a task that runs on a schedule"},
            {"restart", "Restart the tasks of a running allocation"},
            {"signal", "Send a signal to the tasks of a running allocation"},
            {"status", "Show one allocation"},
            {"stop", "Stop an allocation and place a new one"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "checks" -> new AllocChecksCommand();
            case "exec" -> new AllocExecCommand();
            case "fs" -> new AllocFsCommand();
            case "logs" -> new AllocLogsCommand();
            case "pause" -> new AllocPauseCommand();
            case "restart" -> new AllocRestartCommand();
            case "signal" -> new AllocSignalCommand();
            case "status" -> new AllocStatusCommand();
            case "stop" -> new AllocStopCommand();
            default -> null;
        };
    }
}
