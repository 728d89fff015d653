package io.drover.agent.service;

import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.env.Interpolation;
import io.drover.agent.env.TaskEnvironment;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.spec.GroupSpec;
import io.drover.agent.spec.ServiceSpec;
import io.drover.agent.spec.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The registrations that one allocation wants. Those of the group exist from before the first task until the first kill,
 * those of a task as long as it runs. Services of other providers are not ours and are skipped.
 */
public final class AllocServices {
    private static final String GROUP_OWNER_PREFIX = "group-";

    private final ServiceContext context;
    private final ServiceListener listener;

    /** Owner (task name or {@code group-NAME}) to its registrations by id. */
    private final Map<String, Map<String, ServiceRegistration>> wanted = new TreeMap<>();

    /** Creates the services of one allocation; nothing is offered yet. */
    public AllocServices(final ServiceContext context, final ServiceListener listener) {
        this.context = context;
        this.listener = listener;
    }

    /** All registrations that should exist now, in a stable order. */
    public List<ServiceRegistration> registrations() {
        final List<ServiceRegistration> all = new ArrayList<>();
        wanted.values().forEach(owned -> all.addAll(owned.values()));
        return all;
    }

    /** Offers the services of the group, or offers them as they are now. */
    public void registerGroup(final GroupSpec group) throws ServiceException {
        final Interpolation names = TaskEnvironment.ofGroup(
                        context.node().get(), context.assignment().get(), group, context.parentCgroup())
                .interpolation();
        replace(
                GROUP_OWNER_PREFIX + group.name(),
                make(GROUP_OWNER_PREFIX + group.name(), group.services(), names, null));
    }

    /** Offers the services of a running task. */
    public void registerTask(
            final TaskSpec task, final TaskEnvironment environment, final @Nullable DriverNetwork network)
            throws ServiceException {
        replace(task.name(), make(task.name(), task.services(), environment.interpolation(), network));
    }

    /** Withdraws the services of the group. */
    public void deregisterGroup(final GroupSpec group) {
        replace(GROUP_OWNER_PREFIX + group.name(), Map.of());
    }

    /** Withdraws the services of a task. */
    public void deregisterTask(final String taskName) {
        replace(taskName, Map.of());
    }

    /** Withdraws everything. */
    public void deregisterAll() {
        new ArrayList<>(wanted.keySet()).forEach(owner -> replace(owner, Map.of()));
    }

    private Map<String, ServiceRegistration> make(
            final String owner,
            final List<ServiceSpec> services,
            final Interpolation names,
            final @Nullable DriverNetwork network)
            throws ServiceException {
        final Map<String, ServiceRegistration> result = new LinkedHashMap<>();
        for (final ServiceSpec service : services) {
            if (service.isNative()) {
                final ServiceRegistration registration = make(owner, service, names, network);
                result.put(registration.id(), registration);
            }
        }
        return result;
    }

    private ServiceRegistration make(
            final String owner,
            final ServiceSpec service,
            final Interpolation names,
            final @Nullable DriverNetwork network)
            throws ServiceException {
        final Assignment assignment = context.assignment().get();
        final String name = names.text(service.name());
        final String label = names.text(service.portLabel());
        final ServiceAddress address = ServiceAddress.resolve(
                name, names.text(service.address()), service.addressMode(), label, assignment, network);
        final List<String> tags = new ArrayList<>();
        (assignment.canary() && !service.canaryTags().isEmpty() ? service.canaryTags() : service.tags())
                .forEach(tag -> tags.add(names.text(tag)));
        return new ServiceRegistration(
                "_nomad-task-" + assignment.allocId() + "-" + owner + "-" + name + "-" + label,
                name,
                assignment.namespace(),
                assignment.nodeId(),
                context.node().get().datacenter(),
                assignment.jobId(),
                assignment.allocId(),
                tags,
                // A service of a task without a port has no network of its own that could say where it is.
                owner.startsWith(GROUP_OWNER_PREFIX)
                                || !label.isEmpty()
                                || !service.address().isEmpty()
                                || network != null
                        ? address.host()
                        : "",
                address.port());
    }

    /** Tells the difference: new and changed ones first, so that a renamed service is never without an instance. */
    private void replace(final String owner, final Map<String, ServiceRegistration> next) {
        final Map<String, ServiceRegistration> before = wanted.getOrDefault(owner, Map.of());
        if (next.isEmpty()) {
            wanted.remove(owner);
        } else {
            wanted.put(owner, next);
        }
        next.values().forEach(registration -> {
            if (!registration.equals(before.get(registration.id()))) {
                listener.serviceUpserted(registration);
            }
        });
        before.values().forEach(registration -> {
            if (!next.containsKey(registration.id())) {
                listener.serviceRemoved(registration);
            }
        });
    }
}
