package io.drover.tools.agent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.drover.gateway.endpoint.LogFeed;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Lets others read along what this process logs. While somebody wants more than the configured level, the program's own loggers are
 * opened that far; what goes to standard error stays as configured.
 */
final class LogTap implements LogFeed {
    private static final String OWN = "io.drover";

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Level configured;
    private final Logger own;

    private LogTap(final Logger own) {
        this.own = own;
        configured = own.getEffectiveLevel();
    }

    /** A tap on the logging of this process, or one that is silent when another logging is in use. */
    static LogFeed open() {
        return LoggerFactory.getLogger(OWN) instanceof Logger own ? new LogTap(own) : (level, isJson, line) -> () -> {};
    }

    @Override
    public synchronized Subscription follow(final String level, final boolean isJson, final Consumer<String> line) {
        final Follower follower = new Follower(Level.toLevel(level, Level.INFO), isJson, line);
        final Logger root = root();
        if (followers.isEmpty()) {
            keepOutputAsConfigured(root);
        }
        followers.add(follower);
        follower.setContext(own.getLoggerContext());
        follower.start();
        root.addAppender(follower);
        openAsWanted();
        return () -> unfollow(follower);
    }

    private synchronized void unfollow(final Follower follower) {
        root().detachAppender(follower);
        follower.stop();
        followers.remove(follower);
        openAsWanted();
    }

    private void openAsWanted() {
        Level least = configured;
        for (final Follower follower : followers) {
            least = follower.least.isGreaterOrEqual(least) ? least : follower.least;
        }
        own.setLevel(least);
    }

    private void keepOutputAsConfigured(final Logger root) {
        for (final Iterator<Appender<ILoggingEvent>> appenders = root.iteratorForAppenders(); appenders.hasNext(); ) {
            final Appender<ILoggingEvent> appender = appenders.next();
            if (appender.getCopyOfAttachedFiltersList().isEmpty()) {
                final ThresholdFilter filter = new ThresholdFilter();
                filter.setLevel(configured.toString());
                filter.start();
                appender.addFilter(filter);
            }
        }
    }

    private Logger root() {
        return own.getLoggerContext().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** One reader. */
    private static final class Follower extends AppenderBase<ILoggingEvent> {
        private final Level least;
        private final boolean isJson;
        private final Consumer<String> line;

        Follower(final Level least, final boolean isJson, final Consumer<String> line) {
            this.least = least;
            this.isJson = isJson;
            this.line = line;
        }

        @Override
        protected void append(final ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(least)) {
                line.accept(isJson ? json(event) : text(event));
            }
        }

        private static String json(final ILoggingEvent event) {
            return JsonWriter.text(new JsonObject()
                    .put("@level", event.getLevel().toString().toLowerCase(Locale.ROOT))
                    .put("@message", message(event))
                    .put("@module", event.getLoggerName())
                    .put("@timestamp", time(event)));
        }

        private static String text(final ILoggingEvent event) {
            return time(event) + " [" + event.getLevel() + "] " + event.getLoggerName() + ": " + message(event);
        }

        private static String message(final ILoggingEvent event) {
            return event.getThrowableProxy() == null
                    ? event.getFormattedMessage()
                    : event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        }

        private static String time(final ILoggingEvent event) {
            return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(event.getTimeStamp()));
        }
    }
}
