/**
 * Tasks as plain processes: what the {@code raw_exec}, {@code java} and {@code exec} drivers share.
 *
 * <p>Each task has a supervisor, a shell script of this package, in a session of its own. It survives the agent,
 * collects output into rotated files and leaves the task's pid, exit code and troubles in a state directory. The agent
 * learns of them through file notifications, so a thousand waiting tasks cost one thread and no polling.
 *
 * <pre>
 * agent ── setsid ──► supervise.sh ─┬─ setsid env launch ──► the task (own session and process group)
 *   ▲                               ├─ collector ── head ──► &lt;task&gt;.stdout.N
 *   └── notification ◄── state/*    └─ collector ── head ──► &lt;task&gt;.stderr.N
 * </pre>
 */
@NullMarked
package io.drover.agent.driver.process;

import org.jspecify.annotations.NullMarked;
