package io.drover.agent.driver.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The processes of one task: signals to them and their end. Thread-safe, holds no state. */
final class TaskProcesses {
    /** A program that has no environment at all is not waited for longer than this. */
    private static final Duration LAUNCH_LIMIT = Duration.ofSeconds(1);

    private static final long LAUNCH_PAUSE_NS = 200_000;

    private final Path procRoot;
    private final TaskIdentity identity;
    private final @Nullable TaskCgroup cgroup;
    private final long createdNs = System.nanoTime();

    TaskProcesses(final Path procRoot, final TaskIdentity identity, final @Nullable TaskCgroup cgroup) {
        this.procRoot = procRoot;
        this.identity = identity;
        this.cgroup = cgroup;
    }

    /** All live processes. */
    Set<Long> members(final @Nullable ProcessIdentity leader) {
        return cgroup != null ? cgroup.pids() : tree(leader).members();
    }

    /** Signals the task's process group; whether it existed. */
    boolean signal(final int number, final ProcessIdentity leader) {
        if (!ownsPid(leader)) {
            return false;
        }
        awaitProgram(leader);
        return ProcessSignals.sendToGroup(number, leader.pid());
    }

    /**
     * Kills everything.
     *
     * @param thorough looks through all processes of the host also when a control group should hold the task's.
     */
    void kill(final @Nullable ProcessIdentity leader, final boolean thorough) {
        if (cgroup != null) {
            cgroup.kill();
        }
        if (thorough || cgroup == null || !cgroup.isOwned()) {
            tree(leader).kill();
        }
    }

    private ProcessTree tree(final @Nullable ProcessIdentity leader) {
        final long pid = leader == null || !ownsPid(leader) ? ProcessTree.NO_PID : leader.pid();
        return new ProcessTree(procRoot, pid, identity.allocId(), identity.taskName());
    }

    /**
     * Whether the number is still the task's. The kernel does not give it away while a process of the task's session lives, so
     * it is also the task's when nobody has it.
     */
    private boolean ownsPid(final ProcessIdentity leader) {
        final ProcStat stat = ProcStat.read(procRoot, leader.pid());
        return stat == null || stat.startTicks() == leader.startTicks();
    }

    /**
     * Waits for a task that was started just now to become its program. A shell that is about to replace itself may swallow
     * a signal; it has no environment yet, by which it is told from the program.
     */
    private void awaitProgram(final ProcessIdentity leader) {
        final Path environment = procRoot.resolve(Long.toString(leader.pid())).resolve("environ");
        while (System.nanoTime() - createdNs < LAUNCH_LIMIT.toNanos() && isEmpty(environment)) {
            LockSupport.parkNanos(LAUNCH_PAUSE_NS);
        }
    }

    private static boolean isEmpty(final Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).isEmpty();
        } catch (final IOException e) {
            return false;
        }
    }
}
