package io.drover.agent.template.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoTemplate;
import io.drover.agent.template.lang.GoTemplate.Bounds;
import io.drover.agent.template.lang.TemplateException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateFunctionsTest {
    private final FakeSources sources = new FakeSources();

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
            {{ add 2 3 }} {{ 7 | divide 21 }} {{ 10 | subtract 3 }} {{ multiply 2 2.5 }} {{ 7 | modulo 4 }}§5 0 7 5 3
            {{ minimum 2 3 }} {{ maximum 2 3 }}§2 3
            {{ "a,b" | split "," | join "-" }} {{ "a b" | toTitle }} {{ "ABC" | toLower }}§a-b A B abc
            {{ "q" | sha256Hex }}§8e35c2cd3bf6641bdb0e2050b76932cbb2e6034a0ddacc1d9bea82a6ba57f7cf
            {{ "hello" | md5sum }} {{ "abc" | base64Encode }} {{ "YWJj" | base64Decode }}§5d41402abc4b2a76b9719d911017c592 YWJj abc
            {{ `{"x":[1,2],"y":{"a":"<b>"}}` | parseJSON | toJSON }}§{"x":[1,2],"y":{"a":"\\u003cb\\u003e"}}
            {{ `{"a":"<b>"}` | parseJSON | toUnescapedJSON }}§{"a":"<b>"}
            {{ (parseJSON `{"n":12345678}`).n }}§1.2345678e+07
            {{ regexReplaceAll "a" "b" "banana" }} {{ "foobar" | regexMatch "o+b" }}§bbnbnb true
            {{ regexReplaceAll "(\\\\w)(\\\\w)" "$2${1}" "abcd" }}§badc
            {{ loop 3 | len }} {{ range loop 2 4 }}{{ . }}{{ end }}§0 23
            {{ "yes" | contains "e" }} {{ in (split "," "a,b") "b" }}§true true
            {{ containsAll (split "," "a") (split "," "a,b") }} {{ containsNone (split "," "c") (split "," "a,b") }}§true true
            {{ "a=1;b=2" | splitToMap ";" "=" }}§map[a:1 b:2]
            {{ timestamp "2006-01-02 15:04:05" }} {{ timestamp "unix" }} {{ timestamp }}§2026-03-04 05:06:07 1772600767 2026-03-04T05:06:07Z
            {{ timestamp "Mon Jan _2 3:04PM .000" }}§Wed Mar  4 5:06AM .000
            {{ parseInt "42" }} {{ parseBool "true" }} {{ parseFloat "1.5" }}§42 true 1.5
            {{ trimSpace "  x " }}{{ trim "/" "/a/" }}{{ trimPrefix "a" "ab" }}{{ trimSuffix "b" "ab" }}§xaba
            {{ scratch.Set "k" 1 }}{{ scratch.Get "k" }} {{ scratch.Key "z" }}{{ scratch.MapSet "m" "a" 2 }} {{ scratch.Get "m" }}§1 false map[a:2]
            {{ env "NAME" }} {{ envOrDefault "NONE" "other" }} {{ env "NONE" }}§value other
            {{ sprig_upper "low" }} {{ sprig_default "d" "" }} {{ sprig_trunc 2 "abc" }} {{ sprig_quote "a" }}§LOW d ab "a"
            {{ sprig_list 1 2 | sprig_join "," }} {{ (sprig_dict "k" "v").k }} {{ sprig_ternary 1 2 true }}§1,2 v 1
            {{ sprig_snakecase "FirstName" }} {{ sprig_kebabcase "FirstName" }} {{ sprig_nospace "a b" }}§first_name first-name ab
            {{ with parseYAML "a: 1\\nb:\\n  - x\\n  - y: z\\nc: 'q'" }}{{ .a }} {{ .b }} {{ .c }}{{ end }}§1 [x map[y:z]] q
            {{ mergeMap (parseJSON `{"a":1}`) (parseJSON `{"a":2,"b":3}`) }}§map[a:1 b:3]
            """)
    void shouldGiveWhatTheReferenceGives(final String template, final String expected) throws TemplateException {
        sources.environment.put("NAME", "value");

        assertThat(render(template).strip()).isEqualTo(expected);
    }

    @Test
    void shouldWriteYamlAndToml() throws TemplateException {
        final String data = "`{\"a\":{\"b\":[1,\"x\",{\"c\":\"true\"}]},\"n\":null,\"t\":\"two words\"}` | parseJSON";

        assertThat(render("{{ " + data + " | toYAML }}"))
                .isEqualTo("a:\n  b:\n  - 1\n  - x\n  - c: \"true\"\nn: null\nt: two words");
        assertThat(render("{{ `{\"a\":{\"b\":\"x\"},\"l\":[1,2],\"s\":\"q\"}` | parseJSON | toTOML }}"))
                .isEqualTo("l = [1.0, 2.0]\ns = \"q\"\n\n[a]\n  b = \"x\"");
    }

    @Test
    void shouldReadVariables() throws Exception {
        sources.answer(
                "/v1/var/nomad/jobs/tpl?namespace=prod",
                "{'Path':'nomad/jobs/tpl','Namespace':'prod','ModifyIndex':7,'Items':{'user':'u1','pass':'p1'}}");

        assertThat(render("{{ with nomadVar \"nomad/jobs/tpl\" }}{{ .user }}:{{ .pass.Value }}{{ .none }}"
                        + "{{ range .Tuples }} {{ .K }}={{ .V }}{{ end }} {{ .Metadata.ModifyIndex }}{{ end }}"))
                .isEqualTo("u1:p1 pass=p1 user=u1 7");
        assertThat(sources.waited).isEmpty();
    }

    @Test
    void shouldWaitForWhatIsNotKnown() throws Exception {
        assertThat(
                        render(
                                "{{ with nomadVar \"a/b@other.eu\" }}{{ .x }}{{ end }}{{ range nomadService \"web\" }}x{{ end }}"))
                .isEmpty();
        assertThat(sources.waited)
                .extracting(ClusterQuestion::target)
                .containsExactly("/v1/var/a/b?namespace=other&region=eu", "/v1/service/web?namespace=prod");
    }

    @Test
    void shouldListVariablesAndServices() throws Exception {
        sources.answer("/v1/vars?namespace=prod&prefix=nomad", "[{'Path':'nomad/a','Namespace':'prod'}]");
        sources.answer("/v1/var/no?namespace=prod", "{}");
        sources.answer(
                "/v1/service/web?namespace=prod",
                "[{'ID':'i','ServiceName':'web','Address':'10.0.0.1','Port':80,'Tags':['a']},"
                        + "{'ID':'j','ServiceName':'web','Address':'10.0.0.2','Port':81,'Tags':['b']}]");
        sources.answer(
                "/v1/services?namespace=prod", "[{'Namespace':'prod','Services':[{'ServiceName':'web','Tags':[]}]}]");

        assertThat(render("{{ range nomadVarList \"nomad\" }}{{ . }}{{ end }} {{ nomadVarExists \"no\" }}"))
                .isEqualTo("nomad/a false");
        assertThat(render("{{ range nomadService \"b.web\" }}{{ .Address }}:{{ .Port }}{{ end }}"))
                .isEqualTo("10.0.0.2:81");
        assertThat(render("{{ range nomadServices }}{{ .Name }}{{ end }}")).isEqualTo("web");
    }

    @Test
    void shouldRefuseWhatNeedsOtherSystemsOrIsDisabled() {
        assertThatThrownBy(() -> render("{{ key \"a\" }}")).hasMessageContaining("needs Consul");
        assertThatThrownBy(() -> render("{{ secret \"a\" }}")).hasMessageContaining("needs Vault");
        assertThatThrownBy(() -> render("{{ plugin \"a\" }}")).hasMessageContaining("function is disabled");
        assertThatThrownBy(() -> render("{{ mustEnv \"NONE\" }}")).hasMessageContaining("NONE not found");
    }

    private String render(final String template) throws TemplateException {
        return GoTemplate.parse(template, "{{", "}}", TemplateFunctions.of(sources))
                .execute(null, false, Bounds.DEFAULT);
    }

    private static final class FakeSources implements TemplateSources {
        private static final ObjectMapper JSON = new ObjectMapper();

        private final Map<String, String> environment = new HashMap<>();
        private final Map<String, JsonNode> answers = new HashMap<>();
        private final Set<ClusterQuestion> waited = new LinkedHashSet<>();

        void answer(final String target, final String json) throws Exception {
            answers.put(target, JSON.readTree(json.replace('\'', '"')));
        }

        @Override
        public String namespace() {
            return "prod";
        }

        @Override
        public String environment(final String name) {
            return environment.get(name);
        }

        @Override
        public String file(final String path) throws FunctionException {
            throw new FunctionException("no files");
        }

        @Override
        public JsonNode ask(final ClusterQuestion question) {
            final JsonNode answer = answers.get(question.target());
            if (answer == null) {
                waited.add(question);
            }
            return answer;
        }

        @Override
        public void wait(final ClusterQuestion question) {
            waited.add(question);
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-03-04T05:06:07Z");
        }
    }
}
