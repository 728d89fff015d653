package io.drover.agent.service;

import io.drover.agent.env.Interpolation;
import io.drover.agent.env.TaskEnvironment;
import io.drover.agent.model.Assignment;
import io.drover.agent.spec.CheckSpec;
import io.drover.agent.spec.GroupSpec;
import io.drover.agent.spec.ServiceSpec;
import io.drover.agent.spec.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All checks of one allocation's native services. They run from the start of the allocation until its first kill; what they
 * found is forgotten then.
 */
public final class AllocChecks {
    private final ServiceContext context;
    private final Runnable changed;
    private final Restarter restarter;
    private final NavigableMap<String, CheckSession> sessions = new TreeMap<>();

    /** Restarts what a failing check watches. */
    public interface Restarter {
        /** Called on the event thread when a check has failed as often as its job allows. */
        void restart(String taskName, String reason);
    }

    /**
     * Creates the checks; none runs yet.
     *
     * @param changed called on the event thread whenever a result changed.
     */
    public AllocChecks(final ServiceContext context, final Runnable changed, final Restarter restarter) {
        this.context = context;
        this.changed = changed;
        this.restarter = restarter;
    }

    /** Starts the checks of the group and of its tasks. Ones that cannot be resolved fail with the reason as output. */
    public void start(final GroupSpec group) {
        final Assignment assignment = context.assignment().get();
        final Interpolation names = TaskEnvironment.ofGroup(
                        context.node().get(), assignment, group, context.parentCgroup())
                .interpolation();
        group.services().forEach(service -> start(group, service, "", names));
        for (final TaskSpec task : group.tasks()) {
            task.services().forEach(service -> start(group, service, task.name(), names));
        }
    }

    /** Stops all checks and forgets their results. */
    public void stop() {
        sessions.values().forEach(CheckSession::stop);
        sessions.clear();
    }

    /** Whether there is any check to wait for. */
    public boolean isEmpty() {
        return sessions.isEmpty();
    }

    /** Whether no check keeps the allocation from being healthy. */
    public boolean allPass() {
        return sessions.values().stream().noneMatch(session -> session.result().isBlocking());
    }

    /** Names of services with a check that does. */
    public List<String> failingServices() {
        return sessions.values().stream()
                .map(CheckSession::result)
                .filter(CheckResult::isBlocking)
                .map(CheckResult::service)
                .distinct()
                .sorted()
                .toList();
    }

    /** The last results by check id. */
    public NavigableMap<String, CheckResult> results() {
        final NavigableMap<String, CheckResult> results = new TreeMap<>();
        sessions.forEach((id, session) -> results.put(id, session.result()));
        return Collections.unmodifiableNavigableMap(results);
    }

    private void start(
            final GroupSpec group, final ServiceSpec service, final String owner, final Interpolation names) {
        if (!service.isNative()) {
            return;
        }
        for (final CheckSpec check : service.checks()) {
            final String id = id(group, service, check);
            final CheckSession session = new CheckSession(
                    context,
                    check,
                    target(service, check, names),
                    initial(id, service, check, owner, names),
                    changed,
                    reason -> restarter.restart(owner.isEmpty() ? check.taskName() : owner, reason));
            final CheckSession before = sessions.put(id, session);
            if (before != null) {
                before.stop();
            }
            session.start();
        }
    }

    private CheckResult initial(
            final String id,
            final ServiceSpec service,
            final CheckSpec check,
            final String owner,
            final Interpolation names) {
        return new CheckResult(
                id,
                check.isRequired() ? "healthiness" : "readiness",
                CheckResult.PENDING,
                0,
                "nomad: waiting to run",
                context.loop().wallClockNs() / 1_000_000_000L,
                context.assignment().get().name(),
                owner,
                names.text(service.name()),
                names.text(check.name()));
    }

    private CheckProbe.Target target(final ServiceSpec service, final CheckSpec check, final Interpolation names) {
        final String label = check.portLabel().isEmpty() ? service.portLabel() : check.portLabel();
        final String mode = !check.addressMode().isEmpty()
                ? check.addressMode()
                : service.address().isEmpty() ? "host" : "auto";
        ServiceAddress address;
        try {
            address = ServiceAddress.resolve(
                    service.name(),
                    "host".equals(mode) ? "" : names.text(service.address()),
                    mode,
                    names.text(label),
                    context.assignment().get(),
                    null);
        } catch (final ServiceException e) {
            address = new ServiceAddress("", 0);
        }
        final Map<String, List<String>> headers = new TreeMap<>();
        check.headers().forEach((name, values) -> {
            final List<String> texts = new ArrayList<>();
            values.forEach(value -> texts.add(names.text(value)));
            headers.put(names.text(name), texts);
        });
        return new CheckProbe.Target(
                check.type(),
                address.host(),
                address.port(),
                check.protocol().isEmpty() ? "http" : names.text(check.protocol()),
                names.text(check.path()),
                names.text(check.method()),
                headers,
                check.body(),
                check.tlsSkipVerify(),
                Math.max(1, check.timeoutNs() / 1_000_000));
    }

    private String id(final GroupSpec group, final ServiceSpec service, final CheckSpec check) {
        final String text = String.join(
                "\n",
                context.assignment().get().allocId(),
                group.name(),
                service.name(),
                check.taskName(),
                check.name(),
                check.type(),
                check.portLabel(),
                check.onUpdate(),
                check.addressMode(),
                Long.toString(check.intervalNs()),
                Long.toString(check.timeoutNs()),
                check.protocol(),
                check.path(),
                check.method(),
                Boolean.toString(check.tlsSkipVerify()));
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
