package io.drover.tools.cli.operator;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Shows root keys. */
final class RootKeys {
    private static final int SHORT_LENGTH = 8;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private RootKeys() {}

    static String table(final List<Doc> keys, final boolean isVerbose) {
        final Table table = new Table("Key", "State", "Create Time", "Publish Time");
        for (final Doc key : keys) {
            final String id = key.text("KeyID");
            table.row(
                    isVerbose || id.length() < SHORT_LENGTH ? id : id.substring(0, SHORT_LENGTH),
                    key.text("State"),
                    time(key.number("CreateTime")),
                    key.number("PublishTime") == 0 ? "<none>" : time(key.number("PublishTime")));
        }
        return table.toString();
    }

    private static String time(final long ns) {
        return Instant.ofEpochSecond(ns / NS_PER_SECOND)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
