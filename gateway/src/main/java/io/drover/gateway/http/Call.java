package io.drover.gateway.http;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Caller;
import io.drover.gateway.core.Actor;
import io.drover.gateway.core.CoreException;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer. Used by one thread at a time: the I/O thread that read it, the continuations of {@link #when} (on
 * the same I/O thread), or the worker of {@link #offload}.
 */
public final class Call {
    /** Header with the index that a blocking query compares. */
    public static final HttpString INDEX = new HttpString("X-Nomad-Index");

    /** Header with the milliseconds since the answering server heard of the leader. */
    public static final HttpString LAST_CONTACT = new HttpString("X-Nomad-LastContact");

    /** Header that says whether a leader is known. */
    public static final HttpString KNOWN_LEADER = new HttpString("X-Nomad-KnownLeader");

    /** Header with the token of the next page. */
    public static final HttpString NEXT_TOKEN = new HttpString("X-Nomad-NextToken");

    private static final Logger LOGGER = LoggerFactory.getLogger(Call.class);
    /** A job of a few groups: some hundred microseconds of work. */
    private static final int SMALL_BODY_LENGTH = 16 * 1024;

    /** Work of a continuation or a worker, which may end in an error answer. */
    @FunctionalInterface
    public interface Continuation<T> {
        /** Continues with the result. */
        void accept(T result) throws HttpProblem;
    }

    private final HttpServerExchange exchange;
    private final byte[] body;
    private @Nullable QueryOptions options;
    private Caller caller = Caller.anybody();
    private @Nullable Actor actor;

    Call(final HttpServerExchange exchange, final byte[] body) {
        this.exchange = exchange;
        this.body = body;
    }

    /** Verb, in capitals. */
    public String method() {
        return exchange.getRequestMethod().toString();
    }

    /** Whether the verb is one of these. */
    public boolean isMethod(final String... methods) {
        for (final String method : methods) {
            if (exchange.getRequestMethod().equalToString(method)) {
                return true;
            }
        }
        return false;
    }

    /** Refuses every other verb with 405. */
    public void requireMethod(final String... methods) throws HttpProblem {
        if (!isMethod(methods)) {
            throw HttpProblem.invalidMethod();
        }
    }

    /** Percent-decoded path. */
    public String path() {
        return exchange.getRequestPath();
    }

    /** First value of a query parameter; empty when absent. */
    public String param(final String name) {
        final Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    /** All values of a query parameter, in order. */
    public List<String> params(final String name) {
        final Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null ? Collections.emptyList() : new ArrayList<>(values);
    }

    /** Whether a query parameter is there, with or without value. */
    public boolean has(final String name) {
        return exchange.getQueryParameters().containsKey(name);
    }

    /** A truth parameter; false when absent, status 500 when it is none. */
    public boolean flag(final String name) throws HttpProblem {
        return flag(name, 500);
    }

    /** A truth parameter; false when absent, an error with this status when it is none. */
    public boolean flag(final String name, final int status) throws HttpProblem {
        final String text = param(name);
        return !text.isEmpty() && QueryOptions.bool(name, text, status);
    }

    /** Raw query string, without the question mark. */
    public String queryString() {
        return exchange.getQueryString();
    }

    /** A request header; empty when absent. */
    public String header(final String name) {
        final String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Body of the request; at most as long as the server's limit. */
    public byte[] body() {
        return body;
    }

    /** The parameters that all reads share. */
    public QueryOptions options() throws HttpProblem {
        if (options == null) {
            options = QueryOptions.of(this);
        }
        return options;
    }

    /** Namespace that the request names, {@code default} when none. */
    public String namespace() {
        final String namespace = param("namespace");
        return namespace.isEmpty() ? "default" : namespace;
    }

    /** Who makes the request; everybody where access control is off. */
    public Caller caller() {
        return caller;
    }

    /** What whoever makes the request may do. */
    public Authority authority() {
        return caller.authority();
    }

    /** Says who makes the request. */
    public void caller(final Caller recognized) {
        caller = recognized;
        actor = recognized.actor();
        Actor.current(actor);
    }

    /** Secret that the request came with; empty when none. */
    public String secret() {
        final String token = header("X-Nomad-Token").trim();
        if (!token.isEmpty()) {
            return token;
        }
        final String[] words = header("Authorization").trim().split(" +");
        return words.length > 1 && words[0].equalsIgnoreCase("bearer") ? words[1] : "";
    }

    /** The exchange below, for streams and relays. */
    public HttpServerExchange exchange() {
        return exchange;
    }

    /** A writer for the answer. */
    public JsonWriter json() {
        return new JsonWriter();
    }

    /** Sets a header of the answer. */
    public Call header(final HttpString name, final String value) {
        exchange.getResponseHeaders().put(name, value);
        return this;
    }

    /** Sets the header of a write's index. */
    public Call index(final long index) {
        return header(INDEX, Long.toString(index));
    }

    /** Sets the three headers of reads. */
    public Call readHeaders(final long index) {
        header(INDEX, Long.toString(index));
        header(LAST_CONTACT, "0");
        return header(KNOWN_LEADER, "true");
    }

    /** Sets the headers of reads as writes have them that look like reads: no contact, no leader. */
    public Call unreadHeaders() {
        header(LAST_CONTACT, "0");
        return header(KNOWN_LEADER, "false");
    }

    /** Answers 200 with JSON, indented when the request asks for it: stored parts of an answer never are. */
    public void reply(final JsonWriter json) {
        reply(200, json);
    }

    /** Answers with JSON and another status. */
    public void reply(final int status, final JsonWriter json) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        final boolean isPretty = has("pretty") && !param("pretty").equals("0");
        final byte[] bytes = json.toBytes();
        send(status, ByteBuffer.wrap(isPretty ? indented(bytes) : bytes));
    }

    private static byte[] indented(final byte[] json) {
        try {
            return JsonWriter.bytes(JsonParser.parse(json), true);
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("an answer is no JSON", ex);
        }
    }

    /** Answers 200 without a body. */
    public void replyEmpty() {
        send(200, ByteBuffer.allocate(0));
    }

    /** Answers with a few words for a browser. */
    void replyHtml(final int status, final String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        send(status, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers with a status and nothing else. */
    public void replyNothing(final int status) {
        send(status, ByteBuffer.allocate(0));
    }

    /** Answers 200 with bytes of this content type. */
    public void reply(final String contentType, final byte[] bytes) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        send(200, ByteBuffer.wrap(bytes));
    }

    /** Answers with an error: plain text, no newline. */
    public void fail(final int status, final String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        send(status, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers with an error. */
    public void fail(final HttpProblem problem) {
        fail(problem.status(), problem.text());
    }

    /** Goes on with the result on this call's I/O thread; a failed stage becomes an error answer. */
    public <T> void when(final CompletionStage<T> stage, final Continuation<T> continuation) {
        stage.whenComplete((result, error) -> exchange.getIoThread().execute(() -> {
            if (error == null) {
                guard(() -> continuation.accept(result));
            } else {
                fail(error);
            }
        }));
    }

    /** Goes on with CPU-heavy work on a worker thread. */
    public void offload(final Continuation<Call> work) {
        exchange.getConnection().getWorker().execute(() -> guard(() -> work.accept(this)));
    }

    /**
     * Goes on with work that grows with the body of the request: on this thread when the body is small, which costs less than the way
     * to another thread, on a worker thread otherwise.
     */
    public void compute(final Continuation<Call> work) {
        if (body.length <= SMALL_BODY_LENGTH) {
            guard(() -> work.accept(this));
        } else {
            offload(work);
        }
    }

    /** Runs a step of this call and turns what it throws into an answer. */
    void guard(final Step step) {
        final Actor outer = Actor.current();
        Actor.current(actor);
        try {
            step.run();
        } catch (final HttpProblem ex) {
            fail(ex);
        } catch (final RuntimeException ex) {
            LOGGER.error("{} {} failed", method(), path(), ex);
            if (!exchange.isResponseStarted()) {
                fail(500, "internal error: " + ex);
            }
        } finally {
            Actor.current(outer);
        }
    }

    /** One step of a call. */
    @FunctionalInterface
    interface Step {
        void run() throws HttpProblem;
    }

    /** Answers for a stage that failed. */
    public void fail(final Throwable error) {
        final Throwable cause =
                error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof HttpProblem problem) {
            fail(problem);
        } else if (cause instanceof CoreException unanswered) {
            failUnanswered(unanswered);
        } else {
            LOGGER.error("{} {} failed", method(), path(), cause);
            fail(500, "internal error: " + cause);
        }
    }

    private void failUnanswered(final CoreException unanswered) {
        switch (unanswered.reason()) {
            case OVERLOADED -> {
                exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
                fail(429, "Expected to take the request, but " + unanswered.getMessage() + "; retry later");
            }
            case NO_LEADER -> fail(500, "No cluster leader");
            case CLOSED -> fail(500, "the server is shutting down");
        }
    }

    private void send(final int status, final ByteBuffer bytes) {
        if (exchange.isResponseStarted()) {
            return;
        }
        exchange.setStatusCode(status);
        if (!exchange.getResponseHeaders().contains(Headers.VARY)) {
            exchange.getResponseHeaders().put(Headers.VARY, "Accept-Encoding");
        }
        exchange.getResponseSender().send(bytes);
    }

    /** A stage that fails with this problem. */
    public static <T> CompletableFuture<T> failed(final HttpProblem problem) {
        return CompletableFuture.failedFuture(problem);
    }
}
