package io.drover.tools.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private final StubServer server = new StubServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSendPlaceTokenAndSortedParameters() throws ApiException {
        server.on("GET /v1/jobs", "[]");
        api("europe", "dev", "secret").get("/v1/jobs", new Query().with("prefix", "a b"));
        assertThat(server.requests())
                .containsExactly("GET /v1/jobs?namespace=dev&prefix=a+b&region=europe token=secret");
    }

    @Test
    void shouldLetTheCallerChooseTheNamespace() throws ApiException {
        server.on("GET /v1/jobs", "[]");
        api("", "dev", "").get("/v1/jobs", new Query().with("namespace", "qa"));
        assertThat(server.requests()).containsExactly("GET /v1/jobs?namespace=qa");
    }

    @Test
    void shouldRepeatARedirectedPutWithItsBody() throws ApiException {
        server.redirect("PUT /v1/jobs", server.address() + "/v1/other").on("PUT /v1/other", "{\"EvalID\":\"e\"}");
        final Doc answer = api("", "", "").put("/v1/jobs", new Query(), new JsonObject().put("ID", "web"));
        assertThat(answer.text("EvalID")).isEqualTo("e");
        assertThat(server.requests())
                .containsExactly("PUT /v1/jobs {\"ID\":\"web\"}", "PUT /v1/other {\"ID\":\"web\"}");
    }

    @Test
    void shouldGiveUpAfterTooManyRedirects() {
        server.redirect("GET /v1/jobs", "/v1/jobs");
        assertThatThrownBy(() -> api("", "", "").get("/v1/jobs")).hasMessageEndingWith("stopped after 10 redirects");
    }

    @Test
    void shouldReportWhatTheServerSaid() {
        server.on("GET /v1/jobs", 403, "Permission denied\n");
        assertThatThrownBy(() -> api("", "", "").get("/v1/jobs"))
                .isInstanceOf(ApiException.class)
                .hasMessage("Unexpected response code: 403 (Permission denied)");
    }

    @Test
    void shouldReportAnAnswerThatIsNoJson() {
        server.on("GET /v1/jobs", "<html>");
        assertThatThrownBy(() -> api("", "", "").get("/v1/jobs")).hasMessageStartingWith("failed to read the answer: ");
    }

    @Test
    void shouldReadAnEmptyAnswerAsAbsent() throws ApiException {
        server.on("PUT /v1/system/gc", "");
        assertThat(api("", "", "").put("/v1/system/gc", new Query(), null).isNull())
                .isTrue();
    }

    @Test
    void shouldNeverPrintSecrets() {
        final ApiSettings settings = settings("", "", "secret");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    private Api api(final String region, final String namespace, final String token) throws ApiException {
        return new Api(settings(region, namespace, token));
    }

    private ApiSettings settings(final String region, final String namespace, final String token) {
        final TlsSettings none = new TlsSettings("", "", "", "", "", false);
        return new ApiSettings(server.address(), region, namespace, token, "", none);
    }
}
