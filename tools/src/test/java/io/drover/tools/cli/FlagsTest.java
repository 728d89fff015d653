package io.drover.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagsTest {
    private final Flags flags = new Flags()
            .bool("detach", "")
            .boolOn("diff", "")
            .text("address", "addr", "")
            .integer("n", -1, "")
            .list("var", "pair", "")
            .optionalBool("pause", "")
            .duration("wait", "2s", "");

    @Test
    void shouldTakeOneDashAndTwoDashesForTheSame() throws FlagException {
        assertThat(flags.parse(List.of("-detach", "--address", "a", "-n=7"))).isEmpty();
        assertThat(flags.isOn("detach")).isTrue();
        assertThat(flags.text("address")).isEqualTo("a");
        assertThat(flags.number("n")).isEqualTo(7);
    }

    @Test
    void shouldStopAtTheFirstOtherArgument() throws FlagException {
        assertThat(flags.parse(List.of("-detach", "web", "-n", "3"))).containsExactly("web", "-n", "3");
        assertThat(flags.isGiven("n")).isFalse();
    }

    @Test
    void shouldEndAtTwoDashesAndKeepASingleDash() throws FlagException {
        assertThat(flags.parse(List.of("--", "-n"))).containsExactly("-n");
        assertThat(flags.parse(List.of("-"))).containsExactly("-");
    }

    @Test
    void shouldNotTakeTheNextArgumentAsTheValueOfASwitch() throws FlagException {
        assertThat(flags.parse(List.of("-detach", "false"))).containsExactly("false");
        assertThat(flags.isOn("detach")).isTrue();
    }

    @Test
    void shouldTurnSwitchesOffWithAnEqualsSign() throws FlagException {
        flags.parse(List.of("-diff=false", "-detach=T"));
        assertThat(flags.isOn("diff")).isFalse();
        assertThat(flags.isOn("detach")).isTrue();
    }

    @Test
    void shouldCollectRepeatedFlags() throws FlagException {
        flags.parse(List.of("-var", "a=1", "-var=b=2"));
        assertThat(flags.list("var")).containsExactly("a=1", "b=2");
    }

    @Test
    void shouldReadNumbersInAllBases() throws FlagException {
        flags.parse(List.of("-n=0x1f"));
        assertThat(flags.number("n")).isEqualTo(31);
        flags.parse(List.of("-n=017"));
        assertThat(flags.number("n")).isEqualTo(15);
    }

    @Test
    void shouldReadDurations() throws FlagException {
        assertThat(flags.number("wait")).isEqualTo(2_000_000_000L);
        flags.parse(List.of("-wait=1m"));
        assertThat(flags.number("wait")).isEqualTo(60_000_000_000L);
    }

    @Test
    void shouldAnswerHelpWithoutAnError() throws FlagException {
        assertThat(flags.parse(List.of("-h"))).isNull();
        assertThat(flags.parse(List.of("--help"))).isNull();
    }

    @Test
    void shouldRefuseWhatIsNotDeclared() {
        assertRefused("flag provided but not defined: -nosuch", "-nosuch");
    }

    @Test
    void shouldRefuseAMissingValue() {
        assertRefused("flag needs an argument: -address", "-address");
    }

    @Test
    void shouldRefuseWrongValues() {
        assertRefused("invalid boolean value \"maybe\" for -detach: parse error", "-detach=maybe");
        assertRefused("invalid value \"x\" for flag -n: parse error", "-n=x");
        assertRefused(
                "invalid value \"maybe\" for flag -pause: strconv.ParseBool: parsing \"maybe\": invalid syntax",
                "-pause=maybe");
        assertRefused("invalid value \"soon\" for flag -wait: parse error", "-wait=soon");
    }

    @Test
    void shouldRefuseBrokenSyntax() {
        assertRefused("bad flag syntax: ---n", "---n");
        assertRefused("bad flag syntax: -=x", "-=x");
    }

    private void assertRefused(final String message, final String... arguments) {
        assertThatThrownBy(() -> flags.parse(List.of(arguments)))
                .isInstanceOf(FlagException.class)
                .hasMessage(message);
    }
}
