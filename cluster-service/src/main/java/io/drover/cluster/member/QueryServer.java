package io.drover.cluster.member;

import io.drover.cluster.StateMachine;
import io.drover.cluster.query.PageSink;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryPageDecoder;
import io.drover.sbe.query.QueryPageEncoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * Serves the queries of the gateway of this process between log entries. A page that finds no room in the ring waits, and with it
 * all later queries, which in turn makes the gateway refuse new ones: nothing grows.
 */
final class QueryServer implements PageSink {
    private final RingBuffer queries;
    private final RingBuffer answers;
    private final StateMachine machine;
    private final MessageHandler onQuery = this::onQuery;
    private final MutableDirectBuffer waiting = new ExpandableDirectByteBuffer(64 * 1024);
    private final QueryPageEncoder page = new QueryPageEncoder();
    private int waitingLength;
    private boolean isLeader;

    QueryServer(final RingBuffer queries, final RingBuffer answers, final StateMachine machine) {
        this.queries = queries;
        this.answers = answers;
        this.machine = machine;
    }

    void isLeader(final boolean leads) {
        isLeader = leads;
    }

    int poll(final int limit) {
        int work = 0;
        while (work < limit && flush() && queries.read(onQuery, 1) > 0) {
            work++;
        }
        return work;
    }

    @Override
    public void onPage(final DirectBuffer buffer, final int offset, final int length) {
        waiting.putBytes(0, buffer, offset, length);
        waitingLength = length;
        page.wrap(waiting, MessageHeaderDecoder.ENCODED_LENGTH).isLeader(isLeader ? Bool.YES : Bool.NO);
        flush();
    }

    private void onQuery(final int messageType, final MutableDirectBuffer buffer, final int offset, final int length) {
        machine.query(buffer, offset, length, this);
    }

    private boolean flush() {
        if (waitingLength > 0 && answers.write(QueryPageDecoder.SCHEMA_ID, waiting, 0, waitingLength)) {
            waitingLength = 0;
        }
        return waitingLength == 0;
    }
}
