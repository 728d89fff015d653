package io.drover.tools.replay;

/**
 * Where a replay went another way than the journal says.
 *
 * @param position in the log, behind the entry.
 * @param what differs.
 * @param recorded what the journal has.
 * @param replayed what came out.
 */
public record Difference(long position, String what, long recorded, long replayed) {
    @Override
    public String toString() {
        return what + " behind log position " + position + ": recorded " + show(recorded) + ", replayed "
                + show(replayed);
    }

    private String show(final long value) {
        return what.equals("index") ? Long.toString(value) : Long.toHexString(value);
    }
}
