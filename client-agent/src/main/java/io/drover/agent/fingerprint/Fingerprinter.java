package io.drover.agent.fingerprint;

import java.io.IOException;

/** Finds out one kind of facts about the host. */
interface Fingerprinter {
    /** The name by which operators allow or deny it. */
    String name();

    /** Adds what it finds. A failure stops the agent from starting, so what may be missing on a sound host is no failure. */
    void fingerprint(FingerprintBuilder found) throws IOException;
}
