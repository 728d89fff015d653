package io.drover.agent;

import io.drover.agent.model.ServerReads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Servers that answer at once, and to a blocking question when the answer changes. */
public final class FakeServers implements ServerReads {
    private static final Answer NOTHING = new Answer(404, 1, new byte[0]);
    private static final Answer NOBODY = new Answer(200, 1, "{}".getBytes(StandardCharsets.UTF_8));

    private final Map<String, Answer> answers = new TreeMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private long index = 1;

    private record Waiting(String target, CompletableFuture<Answer> answer) {}

    /** Changes an answer, and gives it to whoever waits for it. */
    public void answer(final String target, final int status, final String json) {
        final Answer answer =
                new Answer(status, ++index, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        answers.put(target, answer);
        final List<Waiting> told =
                waiting.stream().filter(each -> each.target().equals(target)).toList();
        waiting.removeAll(told);
        told.forEach(each -> each.answer().complete(answer));
    }

    /** What was asked, with the token after a blank. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public CompletableFuture<Answer> get(final String target, final String token) {
        asked.add(target + " " + token);
        final int blocking = target.indexOf("&index=");
        final String plain = blocking < 0 ? target : target.substring(0, blocking);
        final Answer known =
                answers.getOrDefault(plain, plain.startsWith("/v1/internal/identities") ? NOBODY : NOTHING);
        if (blocking < 0 || !target.contains("&index=" + known.index() + "&")) {
            return CompletableFuture.completedFuture(known);
        }
        final Waiting asking = new Waiting(plain, new CompletableFuture<>());
        waiting.add(asking);
        return asking.answer();
    }
}
