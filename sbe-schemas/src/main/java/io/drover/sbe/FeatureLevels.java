package io.drover.sbe;

/**
 * A range of feature levels: those that a version of the program has. What a command does may depend on the level that is part of the
 * replicated state, never on the version of a member, so that members of different versions stay equal.
 *
 * <p>Level 1 is what the first version did. From level {@link #QUIET_DEPLOYMENTS} on, an allocation that becomes healthy causes an
 * evaluation only when there is something for it to decide.
 *
 * @param oldest the lowest level that the version can still apply commands at.
 * @param newest the highest one.
 */
public record FeatureLevels(int oldest, int newest) {
    /** What every cluster begins with whose birth does not say otherwise. */
    public static final int FIRST = 1;

    /** No version has more: a number above this one is damage. */
    public static final int HIGHEST = 1_000;

    /** Deployments are evaluated only when there is something to decide. */
    public static final int QUIET_DEPLOYMENTS = 2;

    /** What this version of the program has. */
    public static final FeatureLevels OF_THIS_VERSION = new FeatureLevels(FIRST, QUIET_DEPLOYMENTS);

    public FeatureLevels {
        if (oldest < FIRST || newest < oldest) {
            throw new IllegalArgumentException("feature levels " + oldest + " to " + newest
                    + " are no range; expected two numbers from 1, the first not above the second");
        }
    }

    /** Reads {@code 1-2}, or a single level. */
    public static FeatureLevels parse(final String text) {
        final int dash = text.indexOf('-');
        try {
            final int oldest = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
            return new FeatureLevels(oldest, dash < 0 ? oldest : Integer.parseInt(text.substring(dash + 1)));
        } catch (final NumberFormatException ex) {
            throw new IllegalArgumentException(
                    "feature levels \"" + text + "\" are no range; expected, for example, 1-2", ex);
        }
    }

    public boolean contains(final int level) {
        return level >= oldest && level <= newest;
    }

    @Override
    public String toString() {
        return oldest == newest ? Integer.toString(oldest) : oldest + " to " + newest;
    }
}
