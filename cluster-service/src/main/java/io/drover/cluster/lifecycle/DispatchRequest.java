package io.drover.cluster.lifecycle;

import io.drover.sbe.snapshot.JobOverlayEncoder;
import org.agrona.DirectBuffer;

/** What somebody gives along with a dispatch. */
public interface DispatchRequest {
    /** Priority of the child, 0 for the parent's. */
    int priority();

    /** Stands in the id of the child; empty for nothing. */
    DirectBuffer idPrefix();

    /** By which a repeated dispatch is known; empty for none. */
    DirectBuffer token();

    DirectBuffer payload();

    /** Writes the keys and values as the group that is due. */
    void putMeta(JobOverlayEncoder target);
}
