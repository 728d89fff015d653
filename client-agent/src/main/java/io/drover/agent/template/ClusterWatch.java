package io.drover.agent.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.agent.loop.EventLoop;
import io.drover.agent.model.ServerReads;
import io.drover.agent.template.function.ClusterQuestion;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question until it is closed, each time for what is newer than the last answer. A server that cannot be reached is asked
 * for ever, one that refuses a limited number of times in a row.
 */
final class ClusterWatch {
    private static final long BACKOFF_MIN_NS = 250_000_000L;
    private static final long BACKOFF_MAX_NS = 60_000_000_000L;
    private static final int REFUSALS_MAX = 12;
    private static final int WAIT_S = 60;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventLoop loop;
    private final ServerReads reads;
    private final ClusterQuestion question;
    private final Listener listener;
    private EventLoop.@Nullable Timer timer;
    private @Nullable JsonNode last;
    private boolean isAnswered;
    private boolean isClosed;
    private long index;
    private int failures;
    private int refusals;

    /** Hears of answers, on the event thread. */
    interface Listener {
        /** There is another answer; null when what is asked for does not exist. */
        void answered(ClusterQuestion question, @Nullable JsonNode answer);

        /** The servers refuse to answer. */
        void refused(ClusterQuestion question, String problem);
    }

    ClusterWatch(
            final EventLoop loop, final ServerReads reads, final ClusterQuestion question, final Listener listener) {
        this.loop = loop;
        this.reads = reads;
        this.question = question;
        this.listener = listener;
    }

    void start() {
        ask();
    }

    void close() {
        isClosed = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void ask() {
        final String target = question.target() + (index > 0 ? "&index=" + index + "&wait=" + WAIT_S + "s" : "");
        reads.get(target, "").whenComplete((answer, failure) -> loop.execute(() -> onAnswer(answer, failure)));
    }

    private void onAnswer(final ServerReads.@Nullable Answer answer, final @Nullable Throwable failure) {
        if (isClosed) {
            return;
        }
        if (answer == null || failure != null || answer.status() >= 500) {
            retry();
            return;
        }
        if (answer.status() != 200 && answer.status() != 404) {
            if (++refusals == REFUSALS_MAX) {
                listener.refused(question, "Unexpected response code: " + answer.status());
            } else {
                retry();
            }
            return;
        }
        final JsonNode value;
        try {
            value = value(answer);
        } catch (final IOException e) {
            retry();
            return;
        }
        failures = 0;
        refusals = 0;
        // An index that goes back belongs to a state that was restored: everything is asked anew.
        final boolean isStuck = answer.index() == 0 || answer.index() < index;
        index = isStuck ? 0 : answer.index();
        if (!isAnswered || !Objects.equals(last, value)) {
            isAnswered = true;
            last = value;
            listener.answered(question, value);
        }
        if (isClosed) {
            return;
        }
        if (isStuck) {
            retry();
        } else {
            ask();
        }
    }

    private @Nullable JsonNode value(final ServerReads.Answer answer) throws IOException {
        if (answer.status() == 404) {
            return question.mayBeAbsent() ? JsonNodeFactory.instance.objectNode() : null;
        }
        return JSON.readTree(answer.body());
    }

    private void retry() {
        final long delayNs = Math.min(BACKOFF_MAX_NS, BACKOFF_MIN_NS << Math.min(failures, 8));
        failures++;
        timer = loop.schedule(delayNs, this::ask);
    }
}
