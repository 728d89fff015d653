package io.drover.gateway.edge;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.exceptions.RegistrationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Downlinks that the media driver is still making. An edge never waits for one: after a server has died, hundreds of nodes come to
 * each of the others at once, and those that were at home there go on being heard. The edge's thread.
 */
final class Downlinks {
    private record Opening(Image image, long registrationId) {}

    private final EdgeContext context;
    private final Aeron aeron;
    private final List<Opening> openings = new ArrayList<>();

    Downlinks(final EdgeContext context, final Aeron aeron) {
        this.context = context;
        this.aeron = aeron;
    }

    /** Begins to open the downlink that answers an uplink. */
    void open(final Image image) {
        final String channel = context.downlinkChannel(image.correlationId());
        openings.add(new Opening(image, aeron.asyncAddExclusivePublication(channel, EdgeContext.DOWNLINK_STREAM)));
    }

    /** Hands over what is open now. */
    int poll(final BiConsumer<Image, ExclusivePublication> opened) {
        int work = 0;
        final Iterator<Opening> each = openings.iterator();
        while (each.hasNext()) {
            final Opening opening = each.next();
            try {
                final ExclusivePublication downlink = aeron.getExclusivePublication(opening.registrationId);
                if (downlink != null) {
                    each.remove();
                    opened.accept(opening.image, downlink);
                    work++;
                }
            } catch (final RegistrationException ex) {
                // The uplink has gone meanwhile. A node without a downlink tries again by itself.
                each.remove();
            }
        }
        return work;
    }

    /** The uplink has gone; nobody needs its downlink. */
    void forget(final Image image) {
        openings.removeIf(opening -> {
            if (opening.image == image) {
                aeron.asyncRemovePublication(opening.registrationId);
                return true;
            }
            return false;
        });
    }

    void close() {
        openings.forEach(opening -> aeron.asyncRemovePublication(opening.registrationId));
        openings.clear();
    }
}
