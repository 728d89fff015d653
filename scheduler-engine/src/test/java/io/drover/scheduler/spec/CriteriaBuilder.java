package io.drover.scheduler.spec;

import io.drover.sbe.jobspec.Operand;
import java.nio.charset.StandardCharsets;

/** Makes criteria for tests of other packages. */
public final class CriteriaBuilder {
    private CriteriaBuilder() {}

    public static Criteria single(final Texts texts, final String left, final Operand operand, final String right) {
        final Criteria criteria = new Criteria(texts);
        criteria.add(-1, -1, operand, 0, add(texts, left), add(texts, right), Texts.EMPTY);
        return criteria;
    }

    private static long add(final Texts texts, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        texts.target().putBytes(texts.limit(), bytes);
        return texts.take(bytes.length);
    }
}
