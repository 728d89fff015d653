package io.drover.tools.replay;

import io.drover.cluster.member.journal.JournalReader;
import io.drover.cluster.wire.CommandShapes;
import io.drover.cluster.wire.Shape;
import io.drover.sbe.command.EdgeAnnounceDecoder;
import io.drover.sbe.command.OriginDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.journal.ActorDecoder;
import io.drover.sbe.journal.ActorKind;
import io.drover.sbe.journal.AppliedEntryDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** Reads a journal as a list of who did what when. One thread. */
public final class Timeline {
    private static final String UNREADABLE = "something that is no command";

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OriginDecoder origin = new OriginDecoder();
    private final ActorDecoder actor = new ActorDecoder();
    private final EdgeAnnounceDecoder edge = new EdgeAnnounceDecoder();
    private final CommandText text = new CommandText();
    private final Map<Long, String> gateways = new HashMap<>();
    private long index;
    private boolean isFirst = true;

    /** Reads all entries between two moments, gaps included, until the consumer has enough. */
    public void read(
            final JournalHome home, final Moment from, final Moment to, final Predicate<TimelineEntry> consumer) {
        long lastMs = 0;
        try (JournalReader reader = new JournalReader(home.journal())) {
            if (from.kind() == Moment.Kind.POSITION) {
                reader.seek(from.value());
            }
            while (reader.next()) {
                final TimelineEntry line;
                if (reader.kind() == JournalReader.Kind.ENTRY) {
                    line = of(reader.entry(), reader.command());
                    lastMs = line.timestampMs();
                } else if (reader.kind() == JournalReader.Kind.GAP) {
                    line = TimelineEntry.gap(reader.gapFrom(), reader.gapTo(), reader.gapCount(), lastMs);
                } else {
                    continue;
                }
                if (isBehind(line, to) || isIn(line, from) && !consumer.test(line)) {
                    return;
                }
            }
        }
    }

    /** Describes an entry; entries must come in order, so that the index before each is known. */
    public TimelineEntry of(final AppliedEntryDecoder entry, final DirectBuffer command) {
        final long before = isFirst && entry.previousPosition() > 0 ? entry.indexAfter() : index;
        isFirst = false;
        index = entry.indexAfter();
        return switch (entry.kind()) {
            case TICK -> line(entry, before, "time passes", "", "", true);
            case TERM -> line(entry, before, "a leader was elected", "", "", false);
            case SNAPSHOT -> line(entry, before, "a snapshot was taken", "", "", false);
            case COMMAND -> command(entry, before, command);
            default -> line(entry, before, "an entry of a later version", "", "", false);
        };
    }

    private TimelineEntry command(final AppliedEntryDecoder entry, final long before, final DirectBuffer command) {
        if (command.capacity() < MessageHeaderDecoder.ENCODED_LENGTH + OriginDecoder.ENCODED_LENGTH) {
            return line(entry, before, UNREADABLE, "", "", false);
        }
        header.wrap(command, 0);
        final int template = header.templateId();
        final Shape shape = CommandShapes.of(template);
        final int end = shape == null
                ? Shape.MISFIT
                : shape.walk(command, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), command.capacity());
        if (end == Shape.MISFIT) {
            return line(entry, before, UNREADABLE, "", "", false);
        }
        final long gatewayId =
                origin.wrap(command, MessageHeaderDecoder.ENCODED_LENGTH).gatewayId();
        if (template == EdgeAnnounceDecoder.TEMPLATE_ID) {
            gateways.put(gatewayId, edge.wrapAndApplyHeader(command, 0, header).name());
        }
        return line(
                entry,
                before,
                text.of(command),
                actor(command, end),
                gateways.getOrDefault(gatewayId, Long.toHexString(gatewayId)),
                CommandText.isRoutine(template));
    }

    /** Who asked, behind the command itself. */
    private String actor(final DirectBuffer command, final int end) {
        if (command.capacity() - end < MessageHeaderDecoder.ENCODED_LENGTH + ActorDecoder.BLOCK_LENGTH) {
            return "";
        }
        header.wrap(command, end);
        if (header.schemaId() != ActorDecoder.SCHEMA_ID || header.templateId() != ActorDecoder.TEMPLATE_ID) {
            return "";
        }
        actor.wrapAndApplyHeader(command, end, header);
        final UUID accessor = new UUID(actor.accessor().high(), actor.accessor().low());
        return actor.kind() == ActorKind.TOKEN || actor.kind() == ActorKind.WORKLOAD
                ? actor.kind().name().toLowerCase(Locale.ROOT) + " " + accessor
                : actor.kind().name().toLowerCase(Locale.ROOT);
    }

    private static TimelineEntry line(
            final AppliedEntryDecoder entry,
            final long before,
            final String what,
            final String actor,
            final String gateway,
            final boolean isRoutine) {
        return new TimelineEntry(
                entry.timestampMs(), entry.logPosition(), before, entry.indexAfter(), what, actor, gateway, isRoutine);
    }

    private static boolean isIn(final TimelineEntry line, final Moment from) {
        return switch (from.kind()) {
            case INDEX -> line.indexAfter() >= from.value();
            case POSITION -> line.position() >= from.value();
            case TIME -> line.timestampMs() >= from.value();
            case END -> false;
        };
    }

    private static boolean isBehind(final TimelineEntry line, final Moment to) {
        return switch (to.kind()) {
            case INDEX -> line.indexBefore() >= to.value() && line.isEffective();
            case POSITION -> line.position() > to.value();
            case TIME -> line.timestampMs() > to.value();
            case END -> false;
        };
    }
}
