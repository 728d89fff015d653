package io.drover.cluster.state;

/** What waits for time, by the number of its kind in the deadline queue. */
public final class DeadlineKind {
    /** A node's time to live. */
    public static final int NODE_TTL = 0;

    /** A drain that must be forced. */
    public static final int NODE_DRAIN = 1;

    /** A delayed evaluation. */
    public static final int EVAL_WAIT = 2;

    /** A deployment that must show progress. */
    public static final int DEPLOYMENT_PROGRESS = 3;

    /** An edge's time to live. */
    public static final int EDGE_TTL = 4;

    /** Recurring work: the row is one of those below. */
    public static final int RECURRING = 5;

    /** A periodic job's next launch. */
    public static final int PERIODIC_LAUNCH = 6;

    /** A token that is removed some time after it expired. */
    public static final int ACL_TOKEN = 7;

    /** A one-time token that nobody exchanged. */
    public static final int ACL_ONE_TIME_TOKEN = 8;

    /** A variable's lock: its time to live, then its delay. */
    public static final int VARIABLE_LOCK = 9;

    /** A root key that becomes the active one. */
    public static final int ROOT_KEY_PUBLISH = 10;

    /** The highest number of a kind. */
    public static final int LAST = ROOT_KEY_PUBLISH;

    /** Row of {@link #RECURRING}: collection of terminal rows. */
    public static final int GARBAGE = 0;

    /** Row of {@link #RECURRING}: the rest of a collection that somebody asked for. */
    public static final int FORCED_GARBAGE = 1;

    /** Number of rows of {@link #RECURRING}. */
    public static final int SINGLE_ROWS = 2;

    private DeadlineKind() {}
}
