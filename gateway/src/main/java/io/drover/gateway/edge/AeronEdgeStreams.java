package io.drover.gateway.edge;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** One subscription for all uplinks, and a response publication for each of its images. */
final class AeronEdgeStreams implements EdgeStreams {
    private static final int FRAGMENT_LIMIT = 64;

    private final EdgeContext context;
    private final Aeron aeron;
    private final Runnables inbox = new Runnables();
    private final Downlinks downlinks;
    private final Map<Integer, Image> images = new HashMap<>();
    private @Nullable FragmentAssembler frames;
    private @Nullable Subscription uplinks;
    private @Nullable Listener listener;

    AeronEdgeStreams(final EdgeContext context) {
        this.context = context;
        aeron = Objects.requireNonNull(context.aeron(), "the link has no media driver");
        downlinks = new Downlinks(context, aeron);
    }

    @Override
    public void open(final Listener hearing) {
        listener = hearing;
        // A frame may be longer than a datagram.
        frames = new FragmentAssembler(
                (buffer, offset, length, header) -> hearing.onFrame(header.sessionId(), buffer, offset, length));
        uplinks = aeron.addSubscription(
                context.uplinkChannel(),
                EdgeContext.UPLINK_STREAM,
                image -> inbox.add(() -> downlinks.open(image)),
                image -> inbox.add(() -> onImageGone(image)));
    }

    @Override
    public int poll() {
        int work = inbox.run() + downlinks.poll(this::onDownlink);
        if (uplinks != null) {
            work += uplinks.poll(frames, FRAGMENT_LIMIT);
        }
        return work;
    }

    @Override
    public void close() {
        downlinks.close();
        CloseHelper.quietClose(uplinks);
    }

    private void onDownlink(final Image image, final ExclusivePublication downlink) {
        if (listener != null) {
            images.put(image.sessionId(), image);
            listener.onOpened(image.sessionId(), new ResponseDownlink(downlink));
        }
    }

    private void onImageGone(final Image image) {
        downlinks.forget(image);
        if (listener != null && images.remove(image.sessionId(), image)) {
            if (frames != null) {
                frames.freeSessionBuffer(image.sessionId());
            }
            listener.onClosed(image.sessionId());
        }
    }

    private record ResponseDownlink(ExclusivePublication publication) implements Downlink {
        @Override
        public boolean offer(final DirectBuffer frame, final int offset, final int length) {
            return publication.offer(frame, offset, length) > 0;
        }

        @Override
        public void close() {
            CloseHelper.quietClose(publication);
        }
    }
}
