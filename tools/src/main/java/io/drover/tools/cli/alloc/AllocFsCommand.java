package io.drover.tools.cli.alloc;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Allocs;
import io.drover.tools.cli.text.Sizes;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.io.IOException;
import java.util.List;

/** {@code alloc fs}: lists folders and prints files of an allocation. */
final class AllocFsCommand extends ApiCommand {
    private static final int TAIL_BYTES_MAX = 16 << 20;

    AllocFsCommand() {
        super(
                "alloc fs",
                "[options] <allocation> <path>",
                "Lists a folder of the allocation, or prints a file. The path starts at the allocation's own folder.");
        flags.bool("H", "Shows sizes in bytes.")
                .bool("stat", "Shows facts about the file instead of its content.")
                .bool("f", "Keeps printing what is written to the file.")
                .bool("job", "Takes the first argument as a job and picks one of its allocations.")
                .text("group", "group", "With -job, picks an allocation of that task group.")
                .bool("verbose", "Shows whole identifiers.");
        Tail.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.isEmpty()) {
            return usageError(flags.isOn("job") ? "A job ID is required" : "An allocation ID is required");
        }
        if (rest.size() > 2) {
            return usageError("This command takes one or two arguments: <alloc-id> [<path>]");
        }
        final Tail tail;
        try {
            tail = Tail.of(flags);
        } catch (final FlagException e) {
            return fail(e.getMessage());
        }
        final Doc alloc = flags.isOn("job")
                ? Allocs.ofJob(api(), rest.get(0), flags.text("group"))
                : Allocs.find(api(), rest.get(0));
        final String path = rest.size() == 2 ? rest.get(1) : "/";
        final Doc file = api().get("/v1/client/fs/stat/" + alloc.text("ID"), query(alloc, path));
        if (flags.isOn("stat")) {
            return showStat(file);
        }
        if (file.isTrue("IsDir")) {
            return list(alloc, path);
        }
        try {
            return print(alloc, path, file, tail);
        } catch (final IOException e) {
            return fail("Error reading file: " + e.getMessage());
        }
    }

    private int showStat(final Doc file) {
        final Table table = new Table("Mode", "Size", "Modified Time", "Content Type", "Name");
        table.row(file.text("FileMode"), size(file), time(file), file.text("ContentType"), fileName(file));
        ui().output(table.toString());
        return 0;
    }

    private int list(final Doc alloc, final String path) throws ApiException {
        final Doc files = api().get("/v1/client/fs/ls/" + alloc.text("ID"), query(alloc, path));
        final Table table = new Table("Mode", "Size", "Modified Time", "Name");
        for (final Doc file : files.items()) {
            table.row(file.text("FileMode"), size(file), time(file), fileName(file));
        }
        ui().output(table.toString());
        return 0;
    }

    private int print(final Doc alloc, final String path, final Doc file, final Tail tail)
            throws ApiException, IOException {
        final long size = file.number("Size");
        if (!tail.isWanted()) {
            if (flags.isOn("f")) {
                return follow(alloc, path, "start", 0);
            }
            try (Answer answer = api().stream("/v1/client/fs/cat/" + alloc.text("ID"), query(alloc, path))) {
                answer.body().transferTo(ui().out());
            }
            return 0;
        }
        final byte[] end = end(alloc, path, size, tail);
        final int start = Math.max(0, tail.start(end, end.length));
        if (flags.isOn("f")) {
            return follow(alloc, path, "end", end.length - start);
        }
        ui().out().write(end, start, end.length - start);
        return 0;
    }

    /** The last bytes of the file, at least as many as the wanted part has, unless the file is shorter. */
    private byte[] end(final Doc alloc, final String path, final long size, final Tail tail)
            throws ApiException, IOException {
        long want = Math.min(size, tail.firstGuess());
        while (true) {
            final Query query = query(alloc, path)
                    .with("offset", Long.toString(size - want))
                    .with("limit", Long.toString(want));
            final byte[] end;
            try (Answer answer = api().stream("/v1/client/fs/readat/" + alloc.text("ID"), query)) {
                end = answer.body().readNBytes(TAIL_BYTES_MAX);
            }
            if (want >= Math.min(size, TAIL_BYTES_MAX) || tail.start(end, end.length) >= 0) {
                return end;
            }
            want = Math.min(Math.min(size, TAIL_BYTES_MAX), want * 4);
        }
    }

    private int follow(final Doc alloc, final String path, final String origin, final long offset)
            throws ApiException, IOException {
        final Query query =
                query(alloc, path).with("follow", "true").with("origin", origin).with("offset", Long.toString(offset));
        try (Answer answer = api().stream("/v1/client/fs/stream/" + alloc.text("ID"), query)) {
            Frames.copy(answer.body(), ui().out());
        }
        return 0;
    }

    private static Query query(final Doc alloc, final String path) {
        return Allocs.in(alloc).with("path", path);
    }

    private String size(final Doc file) {
        return flags.isOn("H") ? file.text("Size") : Sizes.bytes(file.number("Size"));
    }

    private static String time(final Doc file) {
        return Times.format(Times.parse(file.text("ModTime")));
    }

    private static String fileName(final Doc file) {
        return file.isTrue("IsDir") ? file.text("Name") + "/" : file.text("Name");
    }
}
