package io.drover.agent.driver.process;

import java.nio.file.Path;

/**
 * A process that cannot be mistaken for a later one with the same pid.
 *
 * @param pid process id.
 * @param startTicks start in clock ticks since boot, 0 when the process had ended before it could be read.
 */
record ProcessIdentity(long pid, long startTicks) {
    static ProcessIdentity of(final Path procRoot, final long pid) {
        final ProcStat stat = ProcStat.read(procRoot, pid);
        return new ProcessIdentity(pid, stat == null ? 0 : stat.startTicks());
    }

    boolean isAlive(final Path procRoot) {
        final ProcStat stat = ProcStat.read(procRoot, pid);
        return stat != null && !stat.isEnded() && stat.startTicks() == startTicks;
    }
}
