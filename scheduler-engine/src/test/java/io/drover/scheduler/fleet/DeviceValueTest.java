package io.drover.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.DeviceValueKind;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DeviceValueTest {
    @Test
    void shouldCompareAmountsWithTheirUnits() {
        assertThat(compare("16 GiB", "16384MiB")).isZero();
        assertThat(compare("1 GB", "1 GiB")).isNegative();
        assertThat(compare("2kB", "1999 B")).isPositive();
        assertThat(compare("1.5 GHz", "1500 MHz")).isZero();
        assertThat(compare("3 W", "2999 mW")).isPositive();
        assertThat(compare("1 MiB/s", "1 MB/s")).isPositive();
        assertThat(compare("9007199254740993 EiB", "9007199254740992 EiB")).isPositive();
        assertThat(compare("-3", "2.5")).isNegative();
    }

    @Test
    void shouldNotCompareWhatMeasuresSomethingElse() {
        assertThat(compare("16 GiB", "16 GHz")).isEqualTo(DeviceValue.INCOMPARABLE);
        assertThat(compare("16 GiB", "16")).isEqualTo(DeviceValue.INCOMPARABLE);
        assertThat(compare("16 MiB", "16 MiB/s")).isEqualTo(DeviceValue.INCOMPARABLE);
        assertThat(compare("true", "yes")).isEqualTo(DeviceValue.INCOMPARABLE);
        assertThat(compare("T4", "4")).isEqualTo(DeviceValue.INCOMPARABLE);
    }

    @Test
    void shouldReadLiteralsAsWhatTheyLookLike() {
        assertThat(read("12").kind()).isEqualTo(DeviceValueKind.INTEGER);
        assertThat(read("-12 MHz").number()).isEqualTo(-12);
        assertThat(read("1e3").kind()).isEqualTo(DeviceValueKind.DECIMAL);
        assertThat(read("T").kind()).isEqualTo(DeviceValueKind.BOOL);
        assertThat(read("false").number()).isZero();
        assertThat(read("").kind()).isEqualTo(DeviceValueKind.TEXT);
        assertThat(read("GiB").kind()).isEqualTo(DeviceValueKind.TEXT);
        assertThat(read("12 parsecs").kind()).isEqualTo(DeviceValueKind.TEXT);
        assertThat(read("99999999999999999999").kind()).isEqualTo(DeviceValueKind.DECIMAL);
        assertThat(read("-9223372036854775808").number()).isEqualTo(Long.MIN_VALUE);
        assertThat(read("--1").kind()).isEqualTo(DeviceValueKind.TEXT);
        assertThat(read("1.2.3").kind()).isEqualTo(DeviceValueKind.TEXT);
    }

    @Test
    void shouldOrderTextsByTheirBytes() {
        assertThat(compare("a100", "t4")).isNegative();
        assertThat(compare("t4", "t4")).isZero();
        assertThat(compare("true", "false")).isEqualTo(1);
        assertThat(compare("true", "True")).isZero();
    }

    private static int compare(final String a, final String b) {
        return read(a).compare(read(b));
    }

    private static DeviceValue read(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new DeviceValue().parse(new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
