package io.drover.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.alloc.AllocRunner;
import io.drover.agent.gc.DiskUsage;
import io.drover.agent.gc.GcSettings;
import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.DeploymentHealth;
import io.drover.agent.model.ServerReads;
import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.model.UpdateSink;
import io.drover.agent.service.CheckProbe;
import io.drover.agent.spec.JsonFields;
import io.drover.agent.state.AllocStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole agent without threads: virtual time, a driver that does what it is told, checks that find what a test says. */
final class VirtualAgent implements UpdateSink {
    static final long SECOND_NS = 1_000_000_000L;

    final VirtualEventLoop loop = new VirtualEventLoop();
    final FakeDriver driver = new FakeDriver();
    final Map<String, AllocUpdate> updates = new TreeMap<>();
    final Map<String, ServiceRegistration> services = new TreeMap<>();
    final List<String> log = driver.log();
    /** Sizes of the whole lists that were said. */
    final List<Integer> offered = new ArrayList<>();

    final FakeServers servers = new FakeServers();
    boolean checksPass = true;
    DiskUsage disk = new DiskUsage(10, 10);

    private final Path dataDir;
    private final GcSettings gc;
    private ClientAgent agent;

    VirtualAgent(final Path dataDir) throws IOException {
        this(dataDir, GcSettings.DEFAULT);
    }

    VirtualAgent(final Path dataDir, final GcSettings gc) throws IOException {
        this.dataDir = dataDir;
        this.gc = gc;
        this.agent = open();
    }

    /** Forgets everything in memory and starts again from what is on the disk, as after {@code kill -9}. */
    void crash() throws IOException {
        loop.clear();
        updates.clear();
        services.clear();
        agent.allocs().forEach(AllocRunner::detach);
        agent = open();
        loop.run();
    }

    private ClientAgent open() throws IOException {
        final AllocStore store = AllocStore.open(loop, dataDir.resolve("client/allocs"), "");
        final CheckProbe probe = target -> new CheckProbe.Outcome(checksPass, 0, checksPass ? "fine" : "bad");
        final ClientAgent opened = new ClientAgent(
                loop,
                AgentSettings.defaults(dataDir, false).withGc(gc),
                Map.of("fake", driver),
                () -> Assignments.NODE,
                this,
                store,
                () -> disk,
                probe,
                bound -> 0);
        opened.start(store.load());
        return opened;
    }

    ClientAgent agent() {
        return agent;
    }

    void assign(final Assignment assignment) {
        agent.assign(List.of(assignment));
        loop.run();
    }

    void exit(final String taskName, final int code) {
        driver.task(taskName).exit(code);
        loop.run();
    }

    void advanceSeconds(final double seconds) {
        loop.advance((long) (seconds * SECOND_NS));
    }

    ClientStatus status(final Assignment assignment) {
        return updates.get(assignment.allocId()).clientStatus();
    }

    @Nullable
    DeploymentHealth health(final Assignment assignment) {
        return updates.get(assignment.allocId()).health();
    }

    JsonNode state(final Assignment assignment, final String task) {
        final String json = new String(updates.get(assignment.allocId()).taskStates(), StandardCharsets.UTF_8);
        return Assignments.parse(json).get(task);
    }

    /** Type and text of all events of a task. */
    List<String> events(final Assignment assignment, final String task) {
        final List<String> events = new ArrayList<>();
        JsonFields.array(state(assignment, task), "Events")
                .forEach(event ->
                        events.add(JsonFields.text(event, "Type") + ": " + JsonFields.text(event, "DisplayMessage")));
        return events;
    }

    @Override
    public ServerReads reads() {
        return servers;
    }

    @Override
    public void allocUpdated(final AllocUpdate update) {
        updates.put(update.allocId(), update);
    }

    @Override
    public void serviceUpserted(final ServiceRegistration registration) {
        services.put(registration.id(), registration);
        log.add("register " + registration.serviceName());
    }

    @Override
    public void serviceRemoved(final ServiceRegistration registration) {
        services.remove(registration.id());
        log.add("deregister " + registration.serviceName());
    }

    @Override
    public void servicesOffered(final List<ServiceRegistration> all) {
        services.clear();
        all.forEach(registration -> services.put(registration.id(), registration));
        offered.add(all.size());
    }

    /** A task of the fake driver; {@code members} are further members of its JSON, each with a comma before. */
    static String task(final String name, final String members) {
        return "{'Name':'" + name + "','Driver':'fake','Config':{},'KillTimeout':2000000000,"
                + "'RestartPolicy':{'Attempts':0,'Mode':'fail'}" + members + "}";
    }
}
