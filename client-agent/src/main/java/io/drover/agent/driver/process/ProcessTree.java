package io.drover.agent.driver.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and kills all processes of a task, also those that left its process group or lost their parent.
 *
 * <p>A process belongs to the task when it is in the task's session, descends from the task, or carries the task's
 * {@code NOMAD_ALLOC_ID} and {@code NOMAD_TASK_NAME} in its environment. What a process hides from all three it hides from us
 * unless a control group holds it.
 */
final class ProcessTree {
    /** Stands for a leader that ended, so that only the environment tells who belongs. */
    static final long NO_PID = -1;

    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessTree.class);

    /** Rounds after which a tree that forks faster than it is killed is given up. */
    private static final int MAX_ROUNDS = 50;

    private final Path procRoot;
    private final long taskPid;
    private final List<String> markers;

    ProcessTree(final Path procRoot, final long taskPid, final String allocId, final String taskName) {
        this.procRoot = procRoot;
        this.taskPid = taskPid;
        this.markers = allocId.isEmpty()
                ? List.of()
                : List.of("\0NOMAD_ALLOC_ID=" + allocId + "\0", "\0NOMAD_TASK_NAME=" + taskName + "\0");
    }

    /** Pids of all live members. */
    Set<Long> members() {
        final Map<Long, ProcStat> processes = processes();
        final Set<Long> members = new HashSet<>();
        for (final ProcStat process : processes.values()) {
            if (!process.isEnded() && belongs(process, processes)) {
                members.add(process.pid());
            }
        }
        return members;
    }

    /** Kills members until none is left; whether that succeeded. */
    boolean kill() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            final Set<Long> members = members();
            if (members.isEmpty()) {
                return true;
            }
            // Stopping first keeps a forking tree from outrunning the killing.
            if (round > 0) {
                ProcessSignals.send("STOP", List.copyOf(members));
            }
            ProcessSignals.send("KILL", List.copyOf(members));
        }
        LOGGER.warn("processes of task {} survive being killed: {}", taskPid, members());
        return false;
    }

    private boolean belongs(final ProcStat process, final Map<Long, ProcStat> processes) {
        if (process.session() == taskPid || process.group() == taskPid || process.pid() == taskPid) {
            return true;
        }
        long ancestor = process.parent();
        for (int depth = 0; depth < processes.size() && ancestor > 1; depth++) {
            if (ancestor == taskPid) {
                return true;
            }
            final ProcStat parent = processes.get(ancestor);
            ancestor = parent == null ? 0 : parent.parent();
        }
        return hasMarkers(process.pid());
    }

    private boolean hasMarkers(final long pid) {
        if (markers.isEmpty()) {
            return false;
        }
        try {
            final String environment = "\0"
                    + Files.readString(
                            procRoot.resolve(Long.toString(pid)).resolve("environ"), StandardCharsets.ISO_8859_1);
            return markers.stream().allMatch(environment::contains);
        } catch (final IOException e) {
            return false;
        }
    }

    private Map<Long, ProcStat> processes() {
        final Map<Long, ProcStat> processes = new HashMap<>();
        for (final long pid : pids()) {
            final ProcStat stat = ProcStat.read(procRoot, pid);
            if (stat != null) {
                processes.put(pid, stat);
            }
        }
        return processes;
    }

    private List<Long> pids() {
        final List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(procRoot, "[0-9]*")) {
            for (final Path entry : entries) {
                pids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (final IOException e) {
            LOGGER.warn("cannot list {}: {}", procRoot, e.toString());
        }
        return pids;
    }
}
