package io.drover.tools.sim;

import io.drover.sbe.FeatureLevels;
import java.util.ArrayList;
import java.util.List;

/** Everything that a simulation consists of, made from its seed. */
final class World {
    /** The version before this one. */
    static final FeatureLevels OLD = new FeatureLevels(FeatureLevels.FIRST, FeatureLevels.OF_THIS_VERSION.newest() - 1);

    private static final int OLD_PERCENT = 40;

    private final long seed;
    private final Scale scale;
    private final VirtualTime time = new VirtualTime();
    private final Network network;
    private final ModelLog log;
    private final Checks checks;
    private final List<Server> servers = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final FeatureLevels firstVersion;
    private int linkCount;

    World(final long seed, final Scale scale) {
        this.seed = seed;
        this.scale = scale;
        network = new Network(seed, scale.servers(), scale.nodes());
        log = new ModelLog(seed, time, network);
        checks = new Checks(this);
        firstVersion = Chance.of(seed, "versions").percent(OLD_PERCENT) ? OLD : FeatureLevels.OF_THIS_VERSION;
        for (int i = 0; i < scale.servers(); i++) {
            servers.add(new Server(i, this));
        }
        log.members(servers);
        for (int i = 0; i < scale.nodes(); i++) {
            nodes.add(new Node(i, this));
        }
    }

    long seed() {
        return seed;
    }

    /** What all servers are when the cluster is born; some clusters begin with the version before this one. */
    FeatureLevels firstVersion() {
        return firstVersion;
    }

    Scale scale() {
        return scale;
    }

    VirtualTime time() {
        return time;
    }

    Network network() {
        return network;
    }

    ModelLog log() {
        return log;
    }

    Checks checks() {
        return checks;
    }

    List<Server> servers() {
        return servers;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** A link from a node to the edge at an address; one that nobody answers when no process runs there. */
    Link dial(final int node, final String address) {
        final int server = Integer.parseInt(address.substring("server-".length(), address.indexOf(':')));
        final Server target = servers.get(server);
        return new Link(this, ++linkCount, node, target.isUp() ? target.ports() : new EdgePorts());
    }
}
