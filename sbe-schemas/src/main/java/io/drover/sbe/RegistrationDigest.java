package io.drover.sbe;

import org.agrona.DirectBuffer;

/**
 * The digest of one service registration, the same for an agent and for the state. That of a node is the sum of its registrations'
 * modulo 2^64, whatever their order; 0: it has none.
 *
 * <p>64-bit FNV-1a over the fields in the order of {@code command.NodeServices}, texts and tags led by their length, then mixed, so
 * that sums of similar registrations differ. One thread at a time.
 */
public final class RegistrationDigest {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long hash;

    /** Begins with the numbers of a registration. */
    public RegistrationDigest begin(final long allocHigh, final long allocLow, final int port) {
        hash = OFFSET_BASIS;
        addLong(allocHigh);
        addLong(allocLow);
        addLong(port);
        return this;
    }

    /** Adds the next field; its service id is the first. */
    public RegistrationDigest add(final DirectBuffer buffer, final int offset, final int length) {
        addLong(length);
        long mixed = hash;
        for (int i = 0; i < length; i++) {
            mixed = (mixed ^ (buffer.getByte(offset + i) & 0xff)) * PRIME;
        }
        hash = mixed;
        return this;
    }

    /** Ends the registration. */
    public long end() {
        long mixed = hash;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private void addLong(final long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            hash = (hash ^ (value >>> shift & 0xff)) * PRIME;
        }
    }
}
