package io.drover.cluster.command;

import io.drover.sbe.reply.ResultCode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a handler answers beside its code. Reused; fields that it does not set are zero. */
final class Outcome {
    /** Longest detail. */
    static final int DETAIL_LENGTH_MAX = 1_200;

    private final UnsafeBuffer detail = new UnsafeBuffer(new byte[DETAIL_LENGTH_MAX]);
    private int detailLength;
    private long evalHigh;
    private long evalLow;
    private long evalIndex;
    private long jobModifyIndex;
    private long nodeHandle;
    private long heartbeatTtlMs;
    private long value;

    Outcome reset() {
        detailLength = 0;
        evalHigh = 0;
        evalLow = 0;
        evalIndex = 0;
        jobModifyIndex = 0;
        nodeHandle = 0;
        heartbeatTtlMs = 0;
        value = 0;
        return this;
    }

    /** Says what a rejection is about, and returns its code. */
    ResultCode reject(final ResultCode code, final DirectBuffer about) {
        detailLength = Math.min(about.capacity(), DETAIL_LENGTH_MAX);
        detail.putBytes(0, about, 0, detailLength);
        return code;
    }

    /** Says what was done, by name. */
    Outcome about(final DirectBuffer text) {
        reject(ResultCode.OK, text);
        return this;
    }

    /** A limit was reached; its name is the detail. */
    ResultCode full(final DirectBuffer limit) {
        return reject(ResultCode.LIMIT_REACHED, limit);
    }

    Outcome eval(final long high, final long low, final long index) {
        evalHigh = high;
        evalLow = low;
        evalIndex = index;
        return this;
    }

    Outcome jobModifyIndex(final long index) {
        jobModifyIndex = index;
        return this;
    }

    Outcome node(final long handle, final long ttlMs) {
        nodeHandle = handle;
        heartbeatTtlMs = ttlMs;
        return this;
    }

    Outcome value(final long number) {
        value = number;
        return this;
    }

    long evalHigh() {
        return evalHigh;
    }

    long evalLow() {
        return evalLow;
    }

    long evalIndex() {
        return evalIndex;
    }

    long jobModifyIndex() {
        return jobModifyIndex;
    }

    long nodeHandle() {
        return nodeHandle;
    }

    long heartbeatTtlMs() {
        return heartbeatTtlMs;
    }

    long value() {
        return value;
    }

    UnsafeBuffer detail() {
        return detail;
    }

    int detailLength() {
        return detailLength;
    }
}
