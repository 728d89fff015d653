package io.drover.tools.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldAlignColumnsAndLeaveTheLastOne() {
        final Table table = new Table("ID", "Name").row("a", "long name").row("longer", "b");
        assertThat(table).hasToString("ID      Name\na       long name\nlonger  b");
        assertThat(table.rowCount()).isEqualTo(2);
    }

    @Test
    void shouldNameEmptyCellsUnlessToldOtherwise() {
        assertThat(new Table("A", "B").row("", "x")).hasToString("A       B\n<none>  x");
        assertThat(new Table("A", "B").row("x", "").keepBlanks()).hasToString("A  B\nx  ");
    }

    @Test
    void shouldCountCodePointsAsCells() {
        assertThat(new Table("A", "B").row("größe", "x").row("\ud83d\ude80", "y"))
                .hasToString("A      B\ngröße  x\n\ud83d\ude80      y");
    }

    @Test
    void shouldAlignNamesAndValues() {
        final KeyValues facts =
                new KeyValues().add("ID", 7).add("Name", "").add("On", true).addUnlessEmpty("X", "");
        assertThat(facts).hasToString("ID   = 7\nName = <none>\nOn   = true");
    }

    @Test
    void shouldShowTheTwoLargestUnitsOfAnAge() {
        final long now = 1_800_000_000L * SECOND;
        assertThat(Times.age(now, now)).isEqualTo("0s ago");
        assertThat(Times.age(now - 61 * SECOND, now)).isEqualTo("1m1s ago");
        assertThat(Times.age(now - 3_600 * SECOND, now)).isEqualTo("1h ago");
        assertThat(Times.age(now - (2 * 86_400 + 3_600 + 59) * SECOND, now)).isEqualTo("2d1h ago");
        assertThat(Times.age(now - (86_400 + 59) * SECOND, now)).isEqualTo("1d ago");
        assertThat(Times.age(now - 400L * 86_400 * SECOND, now)).isEqualTo("1y1mo ago");
        assertThat(Times.age(now + 90 * SECOND, now)).isEqualTo("1m30s from now");
        assertThat(Times.age(0, now)).isEmpty();
    }

    @Test
    void shouldReadTimesAndTreatTheYearOneAsNone() {
        assertThat(Times.parse("2026-11-22T10:46:40.405566459Z")).isEqualTo(1_795_344_400_405_566_459L);
        assertThat(Times.parse("0001-01-01T00:00:00Z")).isZero();
        assertThat(Times.parse("yesterday")).isZero();
        assertThat(Times.parse("")).isZero();
    }

    @Test
    void shouldPrintTimesThatReadBack() {
        final long time = 1_795_344_400L * SECOND;
        assertThat(Times.parse(Times.format(time + 7))).isEqualTo(time);
        assertThat(Times.format(0)).isEmpty();
        assertThat(Times.format(0, "N/A")).isEqualTo("N/A");
    }

    @Test
    void shouldReadAndPrintDurations() {
        assertThat(Durations.parse("1h30m")).isEqualTo(5_400 * SECOND);
        assertThat(Durations.parse("-1.5s")).isEqualTo(-1_500_000_000L);
        assertThat(Durations.parse("0")).isZero();
        assertThat(Durations.format(60_823)).isEqualTo("60.823µs");
        assertThat(Durations.format(1_500_000)).isEqualTo("1.5ms");
        assertThat(Durations.format(90 * SECOND)).isEqualTo("1m30s");
        assertThat(Durations.format(86_400 * SECOND)).isEqualTo("24h0m0s");
        assertThat(Durations.format(0)).isEqualTo("0s");
    }

    @Test
    void shouldRefuseWhatIsNoDuration() {
        assertThatThrownBy(() -> Durations.parse("soon")).hasMessage("time: invalid duration \"soon\"");
        assertThatThrownBy(() -> Durations.parse("5")).hasMessage("time: missing unit in duration \"5\"");
        assertThatThrownBy(() -> Durations.parse("5x")).hasMessage("time: unknown unit \"x\" in duration \"5x\"");
    }

    @Test
    void shouldPrintSizesInTheNextSmallerUnit() {
        assertThat(Sizes.bytes(0)).isEqualTo("0 B");
        assertThat(Sizes.bytes(14)).isEqualTo("14 B");
        assertThat(Sizes.bytes(4_096)).isEqualTo("4.0 KiB");
        assertThat(Sizes.bytes(1_677_722)).isEqualTo("1.6 MiB");
        assertThat(Sizes.bytes(300L << 20)).isEqualTo("300 MiB");
        assertThat(Sizes.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    void shouldQuoteAndEscape() {
        assertThat(Quote.of("a\"b\\c\n\u0001ü")).isEqualTo("\"a\\\"b\\\\c\\n\\x01ü\"");
    }

    @Test
    void shouldShortenIdentifiersAndPrefixes() {
        assertThat(Ids.of("53b5a33a-10c4-20d6-ba9b-2d708756d336", false)).isEqualTo("53b5a33a");
        assertThat(Ids.of("53b5a33a-10c4", true)).isEqualTo("53b5a33a-10c4");
        assertThat(Ids.prefix("53b5a")).isEqualTo("53b5");
        assertThat(Ids.prefix("53b5a33a-1")).isEqualTo("53b5a33a-");
    }
}
