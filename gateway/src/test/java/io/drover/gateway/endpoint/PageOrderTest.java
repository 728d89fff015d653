package io.drover.gateway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageOrderTest {
    private static final String ID = "9043afd4-b7fb-e1ae-20ed-380325efb546";

    @ParameterizedTest
    @CsvSource({
        "CREATION, 12." + ID,
        "ID, " + ID,
        "NAME, default.team/web",
        "NAME, default.with.dots",
        "NAME, prod.日本",
    })
    void shouldMakeTheSameTokenOfItsCursor(final PageOrder order, final String token) {
        assertThat(order.token(order.cursor(token))).isEqualTo(token);
    }

    @Test
    void shouldPutForeignTokensBehindAllRows() {
        assertThat(PageOrder.CREATION.token(PageOrder.CREATION.cursor("abc"))).startsWith(Long.MAX_VALUE + ".");
        assertThat(PageOrder.ID.token(PageOrder.ID.cursor("zz"))).isEqualTo("ffffffff-ffff-ffff-ffff-ffffffffffff");
    }

    @Test
    void shouldStartAtTheFirstRowOfAnIndexWithoutId() {
        assertThat(PageOrder.CREATION.token(PageOrder.CREATION.cursor("7")))
                .isEqualTo("7.00000000-0000-0000-0000-000000000000");
    }

    @Test
    void shouldBoundNames() {
        assertThat(PageOrder.NAME.cursor("x".repeat(100_000))).hasSizeLessThan(3_000);
    }
}
