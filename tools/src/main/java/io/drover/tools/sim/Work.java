package io.drover.tools.sim;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.DeploymentHealth;
import io.drover.agent.model.NetworkStatus;
import io.drover.agent.model.ServiceRegistration;
import io.drover.sbe.common.JobType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An allocation as its node has it: a task that starts, runs, ends or fails. */
final class Work {
    private static final NetworkStatus NO_NETWORK = new NetworkStatus("", "", "", MissingNode.getInstance());

    /** What an assignment says. */
    record Assigned(UUID id, String jobId, JobType type, boolean inDeployment, boolean isWanted, int port) {}

    private final Node node;
    private final Chance chance;
    private Assigned assigned;
    private ClientStatus status = ClientStatus.PENDING;
    private @Nullable DeploymentHealth health;
    private long startedMs;
    private long finishedMs;
    private long startAtMs;
    private long endAtMs = Long.MAX_VALUE;
    private long stopAtMs = Long.MAX_VALUE;
    private long healthAtMs = Long.MAX_VALUE;
    private boolean isOffered;

    Work(final Node node, final Assigned assigned, final Chance chance, final long nowMs) {
        this.node = node;
        this.assigned = assigned;
        this.chance = chance;
        startAtMs = nowMs + chance.between(50, 1_500);
    }

    UUID id() {
        return assigned.id;
    }

    ClientStatus status() {
        return status;
    }

    /** Whether its service should be registered. */
    boolean isOffered() {
        return isOffered;
    }

    String serviceId() {
        return "_nomad-task-" + assigned.id + "-group-g-" + assigned.jobId + "-http";
    }

    /** A newer assignment. */
    void assign(final Assigned latest, final long nowMs) {
        if (assigned.isWanted && !latest.isWanted) {
            stopAtMs = nowMs + chance.between(10, 2_500);
        }
        if (latest.inDeployment && !assigned.inDeployment) {
            health = null;
            healthAtMs = status == ClientStatus.RUNNING ? nowMs + chance.between(500, 4_000) : Long.MAX_VALUE;
        }
        assigned = latest;
    }

    /** The task ends by itself with an error. */
    void fail(final long nowMs) {
        if (status == ClientStatus.RUNNING) {
            end(ClientStatus.FAILED, nowMs);
        }
    }

    /** The machine has restarted: the task must too. */
    void reboot(final long nowMs) {
        if (!status.isTerminal()) {
            withdraw();
            status = ClientStatus.PENDING;
            startAtMs = nowMs + chance.between(500, 3_000);
            endAtMs = Long.MAX_VALUE;
        }
    }

    /** A check fails, or succeeds again. */
    void flap() {
        if (status == ClientStatus.RUNNING && hasService()) {
            if (isOffered) {
                withdraw();
            } else {
                offer();
            }
        }
    }

    void poll(final long nowMs) {
        if (status.isTerminal()) {
            return;
        }
        if (nowMs >= stopAtMs) {
            end(ClientStatus.COMPLETE, nowMs);
        } else if (status == ClientStatus.PENDING && nowMs >= startAtMs) {
            begin(nowMs);
        } else if (nowMs >= endAtMs) {
            end(chance.percent(80) ? ClientStatus.COMPLETE : ClientStatus.FAILED, nowMs);
        } else if (nowMs >= healthAtMs) {
            healthAtMs = Long.MAX_VALUE;
            health = new DeploymentHealth(chance.percent(88), nowMs * 1_000_000);
            node.report(this);
        }
    }

    AllocUpdate update(final long version) {
        final String states = "{\"main\":{\"State\":\"" + (status.isTerminal() ? "dead" : "running") + "\",\"Failed\":"
                + (status == ClientStatus.FAILED) + ",\"StartedAt\":" + time(startedMs) + ",\"FinishedAt\":"
                + time(finishedMs) + "}}";
        return new AllocUpdate(
                assigned.id.toString(),
                version,
                status,
                status.description(),
                states.getBytes(StandardCharsets.US_ASCII),
                health,
                NO_NETWORK,
                List.of());
    }

    ServiceRegistration registration() {
        return new ServiceRegistration(
                serviceId(),
                assigned.jobId,
                "default",
                node.nodeId().toString(),
                "dc1",
                assigned.jobId,
                assigned.id.toString(),
                List.of("a"),
                "10.0.0." + node.number(),
                assigned.port);
    }

    private void begin(final long nowMs) {
        status = ClientStatus.RUNNING;
        startedMs = nowMs;
        if (assigned.type == JobType.BATCH || assigned.type == JobType.SYSBATCH) {
            endAtMs = nowMs + chance.between(1_000, 40_000);
        }
        if (assigned.inDeployment && health == null) {
            healthAtMs = nowMs + chance.between(500, 4_000);
        }
        node.report(this);
        if (hasService()) {
            offer();
        }
    }

    private void end(final ClientStatus how, final long nowMs) {
        withdraw();
        status = how;
        finishedMs = nowMs;
        if (assigned.inDeployment && health == null && how == ClientStatus.FAILED) {
            health = new DeploymentHealth(false, nowMs * 1_000_000);
        }
        node.report(this);
    }

    /** It was no longer wanted when it became known. */
    void stopNow(final long nowMs) {
        stopAtMs = nowMs;
    }

    /** Ends without telling anybody: its node forgets it. */
    void drop() {
        withdraw();
    }

    private boolean hasService() {
        return assigned.jobId.startsWith("web");
    }

    private void offer() {
        isOffered = true;
        node.offer(registration());
    }

    private void withdraw() {
        if (isOffered) {
            isOffered = false;
            node.withdraw(registration());
        }
    }

    private static String time(final long ms) {
        return ms == 0 ? "null" : "\"" + Instant.ofEpochMilli(ms) + "\"";
    }
}
