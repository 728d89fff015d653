package io.drover.tools.cli.incident;

import io.drover.cluster.member.journal.JournalRefused;
import io.drover.tools.agent.AgentLogging;
import io.drover.tools.cli.LocalCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.replay.JournalHome;
import io.drover.tools.replay.Moment;
import io.drover.tools.replay.PastApi;
import io.drover.tools.replay.PastUnknown;
import io.drover.tools.replay.Replay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A command about the past: where the journal is, and what moments are. */
abstract class IncidentCommand extends LocalCommand {
    /** What a moment may be, for help texts. */
    static final String MOMENTS =
            "an index, a log position (@65536), a time (2026-11-25T10:00:00Z), a time ago (-15m) or end";

    IncidentCommand(final String name, final String arguments, final String summary) {
        super("incident " + name, arguments, summary);
        flags.text("data-dir", "path", "The data directory of the server whose journal is read.");
    }

    @Override
    protected final int execute(final List<String> rest) {
        AgentLogging.configure("ERROR");
        final String dataDir = flags.text("data-dir");
        if (dataDir.isEmpty()) {
            return usageError("Expected -data-dir=<path>, the data directory of a server");
        }
        final JournalHome home = JournalHome.ofDataDir(Path.of(dataDir));
        if (!Files.isDirectory(home.journal())) {
            return fail("There is no journal in " + home.journal()
                    + ": the directory is none of a server, or server.journal.enabled is false");
        }
        try {
            return look(home, rest);
        } catch (final PastUnknown | JournalRefused | IllegalArgumentException ex) {
            return fail(String.valueOf(ex.getMessage()));
        }
    }

    /** Looks into the past. */
    abstract int look(JournalHome home, List<String> rest);

    /** A replay of the journal, which compares effects and tells of defects. */
    final Replay open(final JournalHome home) {
        return new Replay(home, false, error -> ui().error(String.valueOf(error)));
    }

    /** Brings the state of a moment back. */
    static void reach(final Replay replay, final Moment moment) {
        replay.begin(moment);
        final Replay.End end = replay.run(moment);
        switch (end) {
            case REACHED, STOPPED -> {
                // There it is.
            }
            case END_OF_JOURNAL -> {
                if (moment.kind() != Moment.Kind.TIME) {
                    throw new PastUnknown("the journal ends at index "
                            + replay.machine().index() + ", log position " + replay.position() + ", before " + moment);
                }
            }
            case GAP ->
                throw new PastUnknown("the journal has a gap before " + moment + ": entries up to log position "
                        + replay.gapTo() + " are missing, and there is no snapshot behind them");
            case DIFFERENCE -> throw new PastUnknown("the replay differs: " + replay.difference());
        }
    }

    /** Begins with the state before the moment that a flag names, or with the earliest. */
    static void begin(final Replay replay, final String from) {
        if (from.isEmpty()) {
            replay.beginFirst();
        } else {
            replay.begin(Moment.parse(from, System.currentTimeMillis()));
        }
    }

    /** A path of the API, with or without its version. */
    static String apiPath(final String given) {
        final String path = given.startsWith("/") ? given : "/" + given;
        return path.startsWith("/v1/") ? path : "/v1" + path;
    }

    /** Asks for a path that may have parameters of its own. */
    static Doc get(final PastApi api, final String path, final String namespace) throws ApiException {
        final int question = path.indexOf('?');
        final Query query = new Query().with("namespace", namespace);
        if (question < 0) {
            return api.get(path, query);
        }
        for (final String parameter : path.substring(question + 1).split("&")) {
            final int equals = parameter.indexOf('=');
            if (equals > 0) {
                query.with(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        return api.get(path.substring(0, question), query);
    }

    /** The moment that a flag names. */
    final Moment moment(final String flag) {
        return Moment.parse(flags.text(flag), System.currentTimeMillis());
    }
}
