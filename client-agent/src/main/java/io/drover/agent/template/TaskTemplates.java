package io.drover.agent.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.dir.AllocDirectory;
import io.drover.agent.loop.EventLoop;
import io.drover.agent.model.ServerReads;
import io.drover.agent.spec.TemplateSpec;
import io.drover.agent.template.TemplateRun.Outcome;
import io.drover.agent.template.function.ClusterQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one task from its start until it is closed: makes them, waits for what they need, and makes them again when
 * that changes. Owned by the event thread; the making itself happens on workers, one after the other.
 *
 * <pre>
 *   start ─► WAITING ── all made ─► READY ── a file is another ─► (splay) ─► changed
 *               │ failure              │ failure
 *               └────────► CLOSED ◄────┘
 * </pre>
 */
public final class TaskTemplates {
    private static final long FILE_PERIOD_NS = 2_000_000_000L;
    private static final long MISSING_PERIOD_NS = 3_000_000_000L;
    private static final int MISSING_SHOWN_MAX = 3;

    private final EventLoop loop;
    private final ServerReads reads;
    private final List<TemplateSpec> templates;
    private final TaskFiles files;
    private final LongUnaryOperator random;
    private final Listener listener;
    private final Map<ClusterQuestion, ClusterWatch> watches = new LinkedHashMap<>();
    private final Map<ClusterQuestion, JsonNode> answers = new HashMap<>();
    private final Set<TemplateSpec> finished = new HashSet<>();
    private final Set<TemplateSpec> pending = new LinkedHashSet<>();
    private final WatchListener watchListener = new WatchListener();
    private final TaskSurroundings surroundings;
    private Map<String, String> variables = Map.of();
    private EventLoop.@Nullable Timer quiet;
    private EventLoop.@Nullable Timer poll;
    private EventLoop.@Nullable Timer splay;
    private EventLoop.@Nullable Timer missing;
    private long quietSinceNs;
    private boolean isRunning;
    private boolean isStale;
    private boolean isReady;
    private boolean isClosed;
    private boolean isResumed;

    /** Hears of the templates, on the event thread. */
    public interface Listener {
        /** All are made: these are their variables. */
        void ready(Map<String, String> variables);

        /** They cannot be made; nothing more is said. */
        void failed(TemplateFailure failure);

        /** They wait for this. */
        void waiting(String missing);

        /** These have changed after they were ready. */
        void changed(List<TemplateSpec> changed);
    }

    /**
     * Templates of a task.
     *
     * @param random maps a bound to a uniform value in [0, bound).
     */
    public TaskTemplates(
            final EventLoop loop,
            final ServerReads reads,
            final List<TemplateSpec> templates,
            final AllocDirectory directory,
            final String taskName,
            final TaskSurroundings surroundings,
            final LongUnaryOperator random,
            final Listener listener) {
        this.loop = loop;
        this.reads = reads;
        this.templates = List.copyOf(templates);
        this.files = new TaskFiles(directory, taskName);
        this.surroundings = surroundings;
        this.random = random;
        this.listener = listener;
    }

    /** Begins; the listener hears {@code ready} or {@code failed}. */
    public void start() {
        evaluate();
    }

    /** Begins for a task that runs already: what is another than on the disk counts as changed. */
    public void resume() {
        isResumed = true;
        evaluate();
    }

    /** Whether all were made once. */
    public boolean isReady() {
        return isReady;
    }

    /** The variables of the files that are read as environment, as they are now. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Ends it. */
    public void close() {
        isClosed = true;
        watches.values().forEach(ClusterWatch::close);
        watches.clear();
        answers.clear();
        for (final EventLoop.Timer timer : new EventLoop.@Nullable Timer[] {quiet, poll, splay, missing}) {
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private void evaluate() {
        if (isClosed) {
            return;
        }
        if (isRunning) {
            isStale = true;
            return;
        }
        isRunning = true;
        isStale = false;
        final TemplateRun run = new TemplateRun(templates, files, surroundings, answers, finished);
        loop.offload(run::run, this::onOutcome, this::onFailure);
    }

    private void onFailure(final Exception e) {
        if (isClosed) {
            return;
        }
        close();
        listener.failed(
                e instanceof TemplateFailure failure ? failure : TemplateFailure.recoverable(String.valueOf(e)));
    }

    private void onOutcome(final Outcome outcome) {
        isRunning = false;
        if (isClosed) {
            return;
        }
        finished.addAll(outcome.complete());
        follow(outcome.asked());
        if (outcome.readsFiles() && poll == null) {
            poll = loop.schedule(FILE_PERIOD_NS, this::onPoll);
        }
        if (outcome.complete().size() == templates.size()) {
            variables = outcome.variables();
        }
        if (isReady) {
            onChanged(outcome.changed());
        } else if (outcome.complete().size() == templates.size()) {
            isReady = true;
            cancelMissing();
            if (isResumed) {
                onChanged(outcome.changed());
            } else {
                listener.ready(variables);
            }
        } else {
            tellMissing(outcome.missing());
        }
        if (isStale) {
            evaluate();
        }
    }

    private void onPoll() {
        poll = null;
        evaluate();
    }

    private void follow(final Set<ClusterQuestion> asked) {
        watches.entrySet().removeIf(known -> {
            if (asked.contains(known.getKey())) {
                return false;
            }
            known.getValue().close();
            answers.remove(known.getKey());
            return true;
        });
        asked.stream().filter(question -> !watches.containsKey(question)).forEach(this::watch);
    }

    private void watch(final ClusterQuestion question) {
        final ClusterWatch watch = new ClusterWatch(loop, reads, question, watchListener);
        watches.put(question, watch);
        watch.start();
    }

    /** At most one word in a while, with the first of what is waited for. */
    private void tellMissing(final Set<ClusterQuestion> questions) {
        if (missing != null || questions.isEmpty()) {
            return;
        }
        final List<String> names =
                questions.stream().map(ClusterQuestion::label).sorted().toList();
        missing = loop.schedule(MISSING_PERIOD_NS, () -> {
            missing = null;
            if (!isReady && !isClosed) {
                final String shown = names.stream().limit(MISSING_SHOWN_MAX).collect(Collectors.joining(", "));
                final int more = names.size() - MISSING_SHOWN_MAX;
                listener.waiting("Missing: " + shown + (more > 0 ? ", and " + more + " more" : ""));
            }
        });
    }

    private void cancelMissing() {
        if (missing != null) {
            missing.cancel();
            missing = null;
        }
    }

    /** Collects what changed for the longest splay among it, so that one word is enough. */
    private void onChanged(final List<TemplateSpec> changed) {
        pending.addAll(changed);
        if (pending.isEmpty() || splay != null) {
            return;
        }
        final long bound = pending.stream()
                .mapToLong(template -> template.change().splayNs())
                .max()
                .orElse(0);
        splay = loop.schedule(bound <= 0 ? 0 : random.applyAsLong(bound), () -> {
            splay = null;
            final List<TemplateSpec> told = new ArrayList<>(pending);
            pending.clear();
            if (!isClosed) {
                listener.changed(told);
            }
        });
    }

    private final class WatchListener implements ClusterWatch.Listener {
        @Override
        public void answered(final ClusterQuestion question, final @Nullable JsonNode answer) {
            if (answer == null) {
                answers.remove(question);
            } else {
                answers.put(question, answer);
            }
            if (!isReady) {
                evaluate();
                return;
            }
            // Quiet for a while first: writers often write several things one after the other.
            final long nowNs = loop.monotonicNs();
            if (quiet == null) {
                quietSinceNs = nowNs;
            } else {
                quiet.cancel();
            }
            final long leftNs = quietSinceNs + longest(true) - nowNs;
            quiet = loop.schedule(Math.max(0, Math.min(longest(false), leftNs)), () -> {
                quiet = null;
                evaluate();
            });
        }

        private long longest(final boolean isMax) {
            return templates.stream()
                    .mapToLong(template ->
                            isMax ? template.pause().maxNs() : template.pause().minNs())
                    .max()
                    .orElse(0);
        }

        @Override
        public void refused(final ClusterQuestion question, final String problem) {
            onFailure(TemplateFailure.fatal("Template failed: " + question.label() + ": " + problem));
        }
    }
}
