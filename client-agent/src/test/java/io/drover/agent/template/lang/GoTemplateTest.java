package io.drover.agent.template.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.template.lang.GoTemplate.Bounds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expectations are what Go's own implementation prints for the same template and data. */
final class GoTemplateTest {
    private static final Map<String, Object> DATA = new TreeMap<>(Map.of(
            "a",
            "str",
            "l",
            List.of(1.0, 2.0, 3.0),
            "m",
            new TreeMap<>(Map.of("x", "y", "w", 1.0)),
            "f",
            1.5,
            "big",
            123_456_789.0,
            "empty",
            List.of(),
            "ml",
            List.of(Map.of("k", "v")),
            "fs",
            List.of(1.1, 0.1, 1e21, 1e-7, 100_000.0)));

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            {{1}} {{-1}} {{1.5}} {{1e6}} {{1e20}} {{0x1F}} {{0b11}} {{017}} {{'a'}}§1 -1 1.5 1e+06 1e+20 31 3 15 97
            {{.a}} {{.none}} {{.m.x}} {{.l}} {{.m}} {{.big}}§str <no value> y [1 2 3] map[w:1 x:y] 1.23456789e+08
            {{.fs}}§[1.1 0.1 1e+21 1e-07 100000]
            {{range $i, $e := .l}}{{$i}}={{$e}} {{end}}{{range $k,$v := .m}}{{$k}}:{{$v}};{{end}}§0=1 1=2 2=3 w:1;x:y;
            {{range .empty}}x{{else}}none{{end}}§none
            {{range .l}}{{if eq . 2.0}}{{continue}}{{end}}{{if eq . 3.0}}{{break}}{{end}}{{.}}{{end}}§1
            {{with .m}}{{.x}}{{$.a}}{{end}}{{with .none}}a{{else with .a}}{{.}}{{else}}c{{end}}§ystrstr
            {{if .none}}a{{else if .a}}b{{else}}c{{end}}§b
            {{$x := 1}}{{if true}}{{$x = 2}}{{$y := 3}}{{$y}}{{end}}{{$x}}§32
            {{define "t"}}[{{.}}]{{end}}{{template "t" .a}}{{template "t"}}{{block "b" .m}}{{.x}}{{end}}§[str][<no value>]y
            a {{- 1 -}} b§a1b
            a{{/* c */}}b {{- /* c */ -}} c§abc
            {{ "x" | printf "%s-%d-%v" "a" 3 }}§a-3-x
            {{printf "%5d|%-5d|%05d|%x|%X|%8.3f|%e|%g" 42 42 42 255 255 3.14159 1234.5678 0.00001}}§   42|42   |00042|ff|FF|   3.142|1.234568e+03|1e-05
            {{printf "%d %s" "x" 3}} {{printf "%d"}} {{printf "%d" 1 2}} {{printf "%"}}§%!d(string=x) %!s(int=3) %!d(MISSING) 1%!(EXTRA int=2) %!(NOVERB)
            {{printf "%t|%c|%U|%q|%T|%+d|%*d" true 65 65 "a" .l 5 5 42}}§true|A|U+0041|"a"|[]interface {}|+5|   42
            {{len .l}} {{len .m}} {{len "héllo"}} {{index .l 1}} {{index .m "x"}} {{index "abc" 1}}§3 2 6 2 y 98
            {{slice .l 1 2}} {{slice "hello" 1 3}} {{slice "hello" 2}}§[2] el llo
            {{eq 1 1}} {{eq "a" "b" "a"}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt "b" "a"}} {{ge 1.5 1.5}}§true true true true true true true
            {{and 1 0 2}} {{and 1 2}} {{or 0 "" 3}} {{or 0 0}} {{not 0}} {{not .l}}§0 2 3 0 true false
            {{html "<a&b>'"}} {{js "<it's>"}} {{urlquery "a b&c=d"}}§&lt;a&amp;b&gt;&#39; \\u003Cit\\'s\\u003E a+b%26c%3Dd
            {{print 1 2 "a" "b" 3 4}} {{(printf "%s" "x")}} {{(index .ml 0).k}}§1 2ab3 4 x v
            {{range 3}}{{.}}{{end}} {{ 5 | lt 3 }}§012 true
            """)
    void shouldPrintWhatGoPrints(final String template, final String expected) throws TemplateException {
        assertThat(render(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
            {{nosuch}}§template: :1: function "nosuch" not defined
            {{if}}§template: :1: missing value for if
            {{end}}§template: :1: unexpected {{end}}
            {{if true}}§template: :1: unexpected EOF
            {{.a§template: :1: unclosed action
            {{"abc§template: :1: unterminated quoted string
            {{$x}}§template: :1: undefined variable "$x"
            {{1 | 2}}§template: :1: non executable command in pipeline stage 2
            {{/* a§template: :1: unclosed comment
            {{(1}}§template: :1: unclosed left paren
            {{1)}}§template: :1: unexpected right paren
            {{break}}§template: :1: {{break}} outside {{range}}
            {{$a, $b := 1}}§template: :1: too many declarations in command
            {{ .Foo-bar }}§template: :1: bad character U+002D '-'
            {{.none.x}}§template: :1:7: executing "" at <.none.x>: nil pointer evaluating interface {}.x
            {{index .l 9}}§template: :1:2: executing "" at <index .l 9>: error calling index: index out of range: 9
            {{eq 1 "a"}}§template: :1:2: executing "" at <eq 1 "a">: error calling eq: incompatible types for comparison: int and string
            {{template "none"}}§template: :1:11: executing "" at <{{template "none"}}>: template "none" not defined
            {{range .a}}{{end}}§template: :1:8: executing "" at <.a>: range can't iterate over str
            {{not 1 2}}§template: :1:2: executing "" at <not>: wrong number of args for not: want 1 got 2
            """)
    void shouldRefuseInTheWordsOfGo(final String template, final String message) {
        assertThatThrownBy(() -> render(template))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    @Test
    void shouldTakeOtherDelimiters() throws TemplateException {
        final GoTemplate template = GoTemplate.parse("[[ \"left\" ]] {{ not a template }}", "[[", "]]", Map.of());

        assertThat(template.execute(null, false, Bounds.DEFAULT)).isEqualTo("left {{ not a template }}");
    }

    @Test
    void shouldRefuseAMissingKeyWhenAsked() throws TemplateException {
        final GoTemplate template = GoTemplate.parse("{{ .nokey }}", "{{", "}}", Map.of());

        assertThatThrownBy(() -> template.execute(Map.of(), true, Bounds.DEFAULT))
                .hasMessageContaining("map has no entry for key \"nokey\"");
    }

    @Test
    void shouldEndTemplatesThatWouldNot() {
        final String endless = "{{define \"r\"}}{{template \"r\" .}}{{end}}{{template \"r\" .}}";
        final String wide = "{{range 100000}}{{range 100000}}{{end}}{{end}}";
        final String endlessly = "{{range 100000}}{{printf \"%9999d\" 1}}{{end}}";

        assertThatThrownBy(() -> render(endless)).hasMessageContaining("exceeded maximum template depth");
        assertThatThrownBy(() -> render(wide)).hasMessageContaining("steps");
        assertThatThrownBy(() -> render(endlessly)).hasMessageContaining("characters");
    }

    @Test
    void shouldRefuseNestingThatWouldNotFitTheStack() {
        assertThatThrownBy(() -> render("{{" + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "}}"))
                .hasMessageContaining("within each other");
        assertThatThrownBy(() -> render("{{if 1}}".repeat(100_000) + "{{end}}".repeat(100_000)))
                .hasMessageContaining("within each other");
    }

    private static String render(final String template) throws TemplateException {
        return GoTemplate.parse(template, "{{", "}}", Map.of()).execute(DATA, false, Bounds.DEFAULT);
    }
}
