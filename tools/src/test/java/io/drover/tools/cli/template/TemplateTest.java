package io.drover.tools.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.tools.cli.http.Docs;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final String DATA = """
            {"Name":"web","Count":3,"Half":0.5,"Whole":2.0,"On":true,"None":null,"Meta":{"b":"2","a":"1"},
             "Tasks":[{"Name":"x","Args":["-c","echo"]},{"Name":"y","Args":null}],"Empty":[]}
            """;

    @Test
    void shouldPrintFieldsAsGoPrintsThem() throws Exception {
        assertRendered("web 3 0.5 2 true", "{{.Name}} {{.Count}} {{.Half}} {{.Whole}} {{.On}}");
        assertRendered("<nil> <no value>", "{{.None}} {{.Nope}}");
        assertRendered("map[a:1 b:2] []", "{{.Meta}} {{.Empty}}");
        assertRendered("[map[Args:[-c echo] Name:x] map[Args:<nil> Name:y]]", "{{.Tasks}}");
    }

    @Test
    void shouldWalkLists() throws Exception {
        assertRendered("x;y;", "{{range .Tasks}}{{.Name}};{{end}}");
        assertRendered("0=x 1=y ", "{{range $i, $t := .Tasks}}{{$i}}={{$t.Name}} {{end}}");
        assertRendered("a=1 b=2 ", "{{range $k, $v := .Meta}}{{$k}}={{$v}} {{end}}");
        assertRendered("none", "{{range .Empty}}x{{else}}none{{end}}");
        assertRendered("012", "{{range .Count}}{{.}}{{end}}");
        assertRendered("x", "{{range .Tasks}}{{.Name}}{{break}}{{end}}");
        assertRendered("xy", "{{range .Tasks}}{{.Name}}{{continue}}never{{end}}");
    }

    @Test
    void shouldChoose() throws Exception {
        assertRendered("yes", "{{if .On}}yes{{else}}no{{end}}");
        assertRendered("no", "{{if .Empty}}yes{{else}}no{{end}}");
        assertRendered("three", "{{if eq .Count 2}}two{{else if eq .Count 3}}three{{else}}many{{end}}");
        assertRendered("1", "{{with .Meta}}{{.a}}{{else}}none{{end}}");
        assertRendered("none", "{{with .None}}x{{else}}none{{end}}");
    }

    @Test
    void shouldKeepVariables() throws Exception {
        assertRendered("web", "{{$n := .Name}}{{range .Empty}}{{else}}{{$n}}{{end}}");
        assertRendered("y", "{{$last := \"\"}}{{range .Tasks}}{{$last = .Name}}{{end}}{{$last}}");
        assertRendered("web web", "{{range .Tasks}}{{$.Name}}{{if eq .Name \"x\"}} {{end}}{{end}}");
    }

    @Test
    void shouldPipe() throws Exception {
        assertRendered("true", "{{len .Tasks | lt 0}}");
        assertRendered("\"web\"", "{{.Name | printf \"%q\"}}");
        assertRendered("2", "{{(len .Tasks)}}");
        assertRendered("echo", "{{index (index .Tasks 0).Args 1}}");
        assertRendered("eb", "{{slice .Name 1 3}}");
    }

    @Test
    void shouldPrintByFormat() throws Exception {
        assertRendered("  web|web  |007|0.50", "{{printf \"%5s|%-5s|%03d|%.2f\" .Name .Name 7 .Half}}");
        assertRendered("%!d(string=web) 100% %!s(MISSING)", "{{printf \"%d 100%% %s\" .Name}}");
        assertRendered("a%!(EXTRA number=1)", "{{printf \"a\" 1}}");
    }

    @Test
    void shouldTrimAndLeaveOutComments() throws Exception {
        assertRendered("a3b", "a  {{- .Count -}}  b");
        assertRendered("ab", "a{{/* nothing */}}b");
    }

    @Test
    void shouldTakeTheFirstThatDecides() throws Exception {
        assertRendered("web", "{{or .None .Name}}");
        assertRendered("0", "{{and .Name 0 .Nope.Deep}}");
        assertRendered("false", "{{not .Name}}");
        assertRendered("true", "{{eq .Name \"a\" \"web\"}}");
    }

    @Test
    void shouldIncludeNamedTemplates() throws Exception {
        assertRendered("<x><y>", "{{define \"t\"}}<{{.}}>{{end}}{{range .Tasks}}{{template \"t\" .Name}}{{end}}");
        assertRendered("[web]", "{{block \"b\" .Name}}[{{.}}]{{end}}");
    }

    @Test
    void shouldNameThePlaceOfAFailure() {
        assertFailed(
                "template: :1:2: executing \"\" at <.Name.X>: can't evaluate field X in type string", "{{.Name.X}}");
        assertFailed(
                "template: :2:4: executing \"\" at <.Nope>: can't evaluate field Nope in type api.T",
                "\n  {{.Nope}}",
                "api.T");
        assertFailed("template: :1: unexpected EOF", "{{if .On}}");
        assertFailed("template: :1: function \"nope\" not defined", "{{nope}}");
        assertFailed("template: :1: unclosed action", "{{.Name");
        assertFailed("template: :1: undefined variable \"$x\"", "{{$x}}");
        assertFailed("template: :1: missing value for command", "{{}}");
        assertFailed("template: :1: unexpected <end> in template", "{{end}}");
    }

    @Test
    void shouldRefuseEndlessTemplates() {
        assertFailed(
                "template: :1:16: executing \"\" at <template>: exceeded maximum template depth (100)",
                "{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}");
        assertFailed("template: :1: more than 100 levels", "{{if 1}}".repeat(200));
    }

    private static void assertRendered(final String expected, final String template) throws Exception {
        assertThat(render(template, "")).isEqualTo(expected);
    }

    private static void assertFailed(final String message, final String template) {
        assertFailed(message, template, "");
    }

    private static void assertFailed(final String message, final String template, final String type) {
        assertThatThrownBy(() -> render(template, type))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    private static String render(final String template, final String type) throws TemplateException, IOException {
        return Template.parse(template).render(Docs.read(DATA).value(), type);
    }
}
