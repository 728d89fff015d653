package io.drover.tools.sim;

import java.util.concurrent.TimeUnit;

/** Delays, and who cannot reach whom. Servers are numbered from 0. */
final class Network {
    private static final long DELAY_NS = TimeUnit.MICROSECONDS.toNanos(300);
    private static final long JITTER_NS = TimeUnit.MILLISECONDS.toNanos(3);

    private final Chance chance;
    private final boolean[][] isCut;
    private final boolean[] isAgentMuted;
    private final boolean[] isAgentDeaf;
    /** Of frames on node links and of commands on their way, in percent. */
    int loss;

    int duplicates;
    int reorder;

    Network(final long seed, final int servers, final int agents) {
        chance = Chance.of(seed, "network");
        isCut = new boolean[servers][servers];
        isAgentMuted = new boolean[agents];
        isAgentDeaf = new boolean[agents];
    }

    /** Time that a message takes. */
    long delayNs() {
        return DELAY_NS + chance.below(JITTER_NS);
    }

    boolean loses() {
        return chance.percent(loss);
    }

    boolean doubles() {
        return chance.percent(duplicates);
    }

    /** Further delay of a message that others overtake; 0 for most. */
    long detourNs() {
        return chance.percent(reorder) ? chance.below(100 * JITTER_NS) : 0;
    }

    /** Whether messages get from one server to another. */
    boolean reaches(final int from, final int to) {
        return from == to || !isCut[from][to];
    }

    void cut(final int from, final int to, final boolean isSevered) {
        isCut[from][to] = isSevered;
    }

    boolean hearsAgent(final int agent) {
        return !isAgentMuted[agent];
    }

    boolean reachesAgent(final int agent) {
        return !isAgentDeaf[agent];
    }

    void agent(final int agent, final boolean isMuted, final boolean isDeaf) {
        isAgentMuted[agent] = isMuted;
        isAgentDeaf[agent] = isDeaf;
    }

    /** Everybody reaches everybody, and nothing is lost. */
    void heal() {
        loss = 0;
        duplicates = 0;
        reorder = 0;
        for (int i = 0; i < isCut.length; i++) {
            for (int j = 0; j < isCut.length; j++) {
                isCut[i][j] = false;
            }
        }
        for (int i = 0; i < isAgentMuted.length; i++) {
            agent(i, false, false);
        }
    }
}
