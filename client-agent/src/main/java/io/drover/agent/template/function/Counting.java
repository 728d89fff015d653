package io.drover.agent.template.function;

import java.util.Iterator;
import java.util.stream.LongStream;

/**
 * Numbers from one to another, made while they are looked at. It has no length, as its kind has none in the reference either.
 *
 * @param from the first.
 * @param to the one after the last.
 */
record Counting(long from, long to) implements Iterable<Object> {
    @Override
    public Iterator<Object> iterator() {
        return LongStream.range(from, Math.max(from, to))
                .mapToObj(number -> (Object) number)
                .iterator();
    }

    @Override
    public String toString() {
        return from + ".." + to;
    }
}
