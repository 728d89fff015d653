package io.drover.tools.sim;

import io.drover.sbe.FeatureLevels;
import java.util.List;

/** What befalls servers, nodes and the network, and how it passes. */
final class Faults {
    private final World world;
    private final Chance chance;

    Faults(final World world) {
        this.world = world;
        chance = Chance.of(world.seed(), "faults");
    }

    void perform(final Step step) {
        final Server server = world.servers().get(step.a() % world.servers().size());
        final Node node = world.nodes().get(step.a() % world.nodes().size());
        final long shortMs = 200L + step.b() % 4_000;
        final long longMs = 1_000L + step.b() % 25_000;
        switch (step.action()) {
            case TASK_FAILS, CHECK_FLAPS -> befall(node, step);
            case AGENT_CRASH -> restart(node, node::crash, longMs);
            case REBOOT -> restart(node, node::reboot, longMs);
            case REPLACE -> restart(node, node::replace, longMs);
            case AGENT_CUT -> {
                world.network().agent(node.number(), step.c() % 3 != 0, step.c() % 3 != 1);
                world.time().afterMs(longMs, () -> world.network().agent(node.number(), false, false));
            }
            case SERVER_CRASH -> restart(server, step.b() % 2 == 0 ? shortMs : longMs);
            case WIPE -> {
                server.disk().wipe();
                restart(server, shortMs);
            }
            case HURT_SNAPSHOT -> {
                if (server.disk().hurt(chance)) {
                    restart(server, shortMs);
                }
            }
            case FULL_DISK -> {
                server.disk().isFull(true);
                world.time().afterMs(longMs, () -> server.disk().isFull(false));
            }
            case UPGRADE -> {
                server.install(FeatureLevels.OF_THIS_VERSION);
                restart(server, shortMs);
            }
            case DOWNGRADE -> {
                server.install(World.OLD);
                restart(server, shortMs);
            }
            case SERVER_SLEEP -> server.sleep(step.b() % 2 == 0 ? shortMs : longMs);
            case SERVER_LAG -> server.lag(longMs);
            case PARTITION, ONE_WAY -> partition(server, step.action() == Step.Action.ONE_WAY, step.c(), longMs);
            case BAD_NETWORK -> badNetwork(step, longMs);
            case CLOCK -> server.stepClock(step.b() % 60_000 - 20_000L);
            case SNAPSHOT -> world.log().orderSnapshot();
            default -> throw new IllegalStateException("nothing does " + step.action());
        }
    }

    /** Everything that was broken works again. */
    void end() {
        world.network().heal();
        for (final Server server : world.servers()) {
            server.disk().isFull(false);
            server.resetClock();
            upgrade(server);
            server.start();
            server.wake();
        }
        world.nodes().forEach(Node::start);
    }

    /** In the end every server is of this version, whatever it was before. */
    private static void upgrade(final Server server) {
        if (!server.levels().equals(FeatureLevels.OF_THIS_VERSION)) {
            server.crash();
            server.install(FeatureLevels.OF_THIS_VERSION);
        }
    }

    private void befall(final Node node, final Step step) {
        final List<Work> works = List.copyOf(node.works());
        if (works.isEmpty() || !node.isUp()) {
            return;
        }
        final Work work = works.get(step.b() % works.size());
        if (step.action() == Step.Action.TASK_FAILS) {
            work.fail(world.time().wallMs());
        } else {
            work.flap();
            // Some checks never succeed again.
            if (step.c() % 4 != 0) {
                world.time().afterMs(200L + step.c() % 3_000, () -> {
                    if (node.isUp() && node.works().contains(work) && !work.isOffered()) {
                        work.flap();
                    }
                });
            }
        }
    }

    private void restart(final Node node, final Runnable end, final long afterMs) {
        end.run();
        world.time().afterMs(afterMs, node::start);
    }

    private void restart(final Server server, final long afterMs) {
        server.crash();
        world.time().afterMs(afterMs, server::start);
    }

    private void partition(final Server alone, final boolean isOneWay, final int direction, final long durationMs) {
        for (final Server other : world.servers()) {
            if (other != alone) {
                final boolean hears = isOneWay && direction % 2 == 0;
                final boolean isHeard = isOneWay && direction % 2 == 1;
                world.network().cut(alone.id(), other.id(), !isHeard);
                world.network().cut(other.id(), alone.id(), !hears);
            }
        }
        world.time().afterMs(durationMs, () -> {
            for (final Server other : world.servers()) {
                world.network().cut(alone.id(), other.id(), false);
                world.network().cut(other.id(), alone.id(), false);
            }
        });
    }

    private void badNetwork(final Step step, final long durationMs) {
        world.network().loss = step.a() % 25;
        world.network().duplicates = step.b() % 25;
        world.network().reorder = step.c() % 25;
        world.time().afterMs(durationMs, () -> {
            world.network().loss = 0;
            world.network().duplicates = 0;
            world.network().reorder = 0;
        });
    }
}
