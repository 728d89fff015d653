package io.drover.tools.sim;

import java.util.Locale;

/**
 * Something that is done to a cluster. Steps name what they are about by numbers, so that each makes sense without the others.
 *
 * @param number in the plan of its seed.
 * @param atMs after the start.
 */
record Step(int number, long atMs, Action action, int a, int b, int c) {
    /** What is done; the share says how often, beside the others. */
    enum Action {
        REGISTER(14),
        SCALE(5),
        STOP(3),
        PURGE(2),
        EVALUATE(2),
        DISPATCH(5),
        FORCE(2),
        DRAIN(2),
        END_DRAIN(3),
        ELIGIBILITY(2),
        PURGE_NODE(2),
        STOP_ALLOC(2),
        PROMOTE(2),
        DEPLOYMENT(1),
        WRITE(8),
        CHECK_WRITE(8),
        LOCK(3),
        RENEW(2),
        DELETE_VARIABLE(2),
        NAMESPACE(2),
        POOL(2),
        TAG(1),
        STABILITY(1),
        CONFIG(1),
        COLLECT(2),
        RECONCILE(1),
        ROOT_KEY(1),
        READ(10),
        TASK_FAILS(4),
        CHECK_FLAPS(4),
        AGENT_CRASH(2),
        REBOOT(1),
        REPLACE(1),
        AGENT_CUT(2),
        SERVER_CRASH(2),
        SERVER_SLEEP(2),
        SERVER_LAG(2),
        PARTITION(2),
        ONE_WAY(1),
        BAD_NETWORK(2),
        CLOCK(2),
        SNAPSHOT(4),
        HURT_SNAPSHOT(1),
        WIPE(1),
        FULL_DISK(1),
        UPGRADE(3),
        DOWNGRADE(1),
        RAISE(3);

        private final int share;

        Action(final int share) {
            this.share = share;
        }

        int share() {
            return share;
        }
    }

    /** Reads what {@link #toString()} writes. */
    static Step parse(final String line) {
        final String[] words = line.trim().split(" +");
        final String seconds = words[1].substring(1, words[1].length() - 1).replace(".", "");
        return new Step(
                Integer.parseInt(words[0]),
                Long.parseLong(seconds),
                Action.valueOf(words[2].toUpperCase(Locale.ROOT).replace('-', '_')),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%3d  +%d.%03ds  %s %d %d %d",
                number,
                atMs / 1_000,
                atMs % 1_000,
                action.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                a,
                b,
                c);
    }
}
