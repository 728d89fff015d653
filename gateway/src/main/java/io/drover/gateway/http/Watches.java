package io.drover.gateway.http;

import io.drover.gateway.core.CoreListener;
import io.drover.sbe.common.TableId;
import io.drover.sbe.feed.ChangesDecoder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parked blocking queries, by the tables that they wait for. A parked query holds no thread; a change of one of its tables runs its
 * wake-up, once. Changes come from the core client's thread, parking from any.
 */
public final class Watches implements CoreListener {
    /** One parked query. */
    public static final class Ticket {
        private final Set<TableId> tables;
        private final Runnable wakeUp;

        private Ticket(final Set<TableId> tables, final Runnable wakeUp) {
            this.tables = tables;
            this.wakeUp = wakeUp;
        }
    }

    private final Map<TableId, Set<Ticket>> parked = new EnumMap<>(TableId.class);
    private final Map<TableId, Long> changedAt = new EnumMap<>(TableId.class);

    /** Starts with nothing parked. */
    public Watches() {
        for (final TableId table : TableId.values()) {
            parked.put(table, new HashSet<>());
            changedAt.put(table, 0L);
        }
    }

    /**
     * Parks until one of the tables changes. When one has changed since the state was read, the wake-up runs at once: no change is
     * lost between reading and parking.
     *
     * @param readAt cluster index of the state that was read.
     */
    public Ticket park(final Set<TableId> tables, final long readAt, final Runnable wakeUp) {
        final Ticket ticket = new Ticket(tables, wakeUp);
        synchronized (this) {
            if (!hasChangedSince(tables, readAt)) {
                tables.forEach(table -> parked.getOrDefault(table, Set.of()).add(ticket));
                return ticket;
            }
        }
        wakeUp.run();
        return ticket;
    }

    /** Forgets a ticket; harmless when it has been woken. */
    public synchronized void cancel(final Ticket ticket) {
        ticket.tables.forEach(table -> parked.getOrDefault(table, Set.of()).remove(ticket));
    }

    @Override
    public void onChanges(final ChangesDecoder changes) {
        final EnumSet<TableId> tables = EnumSet.noneOf(TableId.class);
        final long index = changes.index();
        for (final ChangesDecoder.RowsDecoder row : changes.rows()) {
            tables.add(row.table());
        }
        wake(tables, index);
    }

    @Override
    public void onChangesLost() {
        wake(EnumSet.complementOf(EnumSet.of(TableId.NULL_VAL)), 0);
    }

    @Override
    public void onRole(final boolean isLeader, final int leaderMemberId) {
        // A parked query asks again where the leader is once it wakes.
    }

    private void wake(final Set<TableId> tables, final long index) {
        final List<Ticket> woken = new ArrayList<>();
        synchronized (this) {
            for (final TableId table : tables) {
                changedAt.merge(table, index, Math::max);
                woken.addAll(parked.getOrDefault(table, Set.of()));
            }
            woken.forEach(this::cancel);
        }
        woken.forEach(ticket -> ticket.wakeUp.run());
    }

    private boolean hasChangedSince(final Set<TableId> tables, final long readAt) {
        for (final TableId table : tables) {
            if (changedAt.getOrDefault(table, 0L) > readAt) {
                return true;
            }
        }
        return false;
    }
}
